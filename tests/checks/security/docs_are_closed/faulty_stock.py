"""The defaults."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI()  # fault
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.get("/things")
def things() -> list[int]:
    return [1]
