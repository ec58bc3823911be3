"""An app without any of the headers."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI(openapi_url=None)  # fault
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.get("/things")
def things() -> list[int]:
    return [1]
