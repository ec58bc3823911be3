"""The pages are closed, what they are made of is not."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI(docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")  # fault
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.get("/things")
def things() -> list[int]:
    return [1]
