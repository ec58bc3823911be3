"""Routes that are bound to hosts, and nothing else."""

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Host

from tests.checks.security._hardened import Careful

shop = FastAPI(openapi_url=None)
admin = FastAPI(openapi_url=None)


@shop.get("/things")
def things() -> list[int]:
    return [1]


@admin.get("/counts")
def counts() -> dict[str, int]:
    return {"things": 1}


app = FastAPI(openapi_url=None)
app.router.routes.append(Host("admin.shop.example", admin))
app.router.routes.append(Host("{shop}.shop.example", shop))


@app.get("/up")
def up() -> str:
    return "up"


app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*.shop.example", "127.0.0.1", "testserver"])
