"""What belongs to one request ends with it: its state, its scope, and containers made for it."""

from collections.abc import Iterator

from fastapi import Depends, FastAPI, Request


def counted(request: Request) -> Iterator[None]:
    request.state.depth = 0
    request.state.depth += 1
    yield
    request.state.depth -= 1


def scoped(request: Request) -> Iterator[None]:
    request.scope["tenant"] = "somebody"
    yield
    request.scope.pop("tenant")


def context() -> Iterator[dict[str, str]]:
    found = {}
    found["tenant"] = "somebody"
    yield found
    del found["tenant"]


def names() -> Iterator[set[str]]:
    found = set()
    found.add("somebody")
    yield found
    found.discard("somebody")


app = FastAPI()


@app.get("/depth", dependencies=[Depends(counted)])
def read_depth(request: Request) -> int:
    return int(request.state.depth)


@app.get("/tenant", dependencies=[Depends(scoped)])
def read_tenant(request: Request) -> str:
    return str(request.scope["tenant"])


@app.get("/context")
def read_context(found: dict[str, str] = Depends(context)) -> dict[str, str]:
    return found


@app.get("/names")
def read_names(found: set[str] = Depends(names)) -> int:
    return len(found)
