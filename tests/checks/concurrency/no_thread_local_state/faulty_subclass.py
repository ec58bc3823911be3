"""A subclass of threading.local as the context of a request, filled by a decorator."""

import functools
from threading import local

from fastapi import APIRouter, FastAPI, Request


class RequestContext(local):
    def __init__(self) -> None:
        self.agent = ""

    def enter(self, request: Request) -> None:
        self.agent = request.headers.get("user-agent", "")  # fault


context = RequestContext()


def with_context(endpoint):
    @functools.wraps(endpoint)
    def inside(request: Request):
        context.enter(request)
        return endpoint(request)

    return inside


router = APIRouter()


@router.get("/agent")
@with_context
def agent(request: Request) -> dict[str, str]:
    return {"agent": context.agent}


app = FastAPI()
app.include_router(router)
