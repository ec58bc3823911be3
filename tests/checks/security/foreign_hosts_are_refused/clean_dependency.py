"""A dependency of the whole app that compares the host."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request

from tests.checks.security._hardened import Careful

HOSTS = frozenset({"127.0.0.1", "testserver", "api.shop.example"})


async def known_host(host: Annotated[str, Header(include_in_schema=False)] = "") -> None:
    if host.partition(":")[0].lower() not in HOSTS:
        raise HTTPException(400, "no such host")


app = FastAPI(openapi_url=None, dependencies=[Depends(known_host)], redirect_slashes=False)
app.add_middleware(Careful)


@app.get("/things")
async def things(request: Request) -> dict[str, str]:
    return {"next": str(request.url_for("things"))}


@app.post("/things", status_code=201)
async def add() -> dict[str, int]:
    return {"id": 1}
