"""Named origins, and a pattern whose dots are dots, with credentials."""

from fastapi.middleware.cors import CORSMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.shop.example", "http://localhost:3000"],
    allow_origin_regex=r"https://([a-z0-9-]+\.)?shop\.example",
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}


@app.post("/transfers")
def transfer(amount: int) -> int:
    return amount
