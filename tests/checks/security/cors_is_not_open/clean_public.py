"""Anybody's pages may read, without credentials."""

from fastapi.middleware.cors import CORSMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.get("/prices")
def prices() -> list[int]:
    return [1, 2]
