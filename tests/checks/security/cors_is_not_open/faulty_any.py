"""Every origin, with credentials."""

from fastapi.middleware.cors import CORSMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])  # fault


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}


@app.post("/transfers")
def transfer(amount: int) -> int:
    return amount
