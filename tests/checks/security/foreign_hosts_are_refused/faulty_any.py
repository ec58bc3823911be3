"""The middleware is there and allows every host."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI(openapi_url=None)  # fault
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])


@app.get("/things")
def things() -> list[int]:
    return [1]
