"""A page that anybody may put into a frame."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful

app = FastAPI(openapi_url=None)  # fault
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])


@app.get("/", response_class=HTMLResponse)
def page() -> str:
    return "<button>Buy</button>"


@app.get("/things")
def things() -> list[int]:
    return [1]
