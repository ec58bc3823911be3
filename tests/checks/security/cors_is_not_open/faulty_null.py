"""The origin of files on disk, which is that of any sandboxed frame too."""

from fastapi.middleware.cors import CORSMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(  # fault
    CORSMiddleware,  # the page of the desktop app
    allow_origins=["https://app.shop.example", "null"],
    allow_credentials=True,
)


@app.get("/account")
def account() -> dict[str, int]:
    return {"balance": 3}
