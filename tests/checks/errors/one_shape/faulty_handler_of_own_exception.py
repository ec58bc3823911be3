"""A class-based dependency raises the team's own exception, and its handler answers plain text."""

from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.responses import PlainTextResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


class QuotaExceeded(Exception):
    pass


class Quota:
    def __init__(self, plan: str) -> None:
        self.plan = plan

    async def __call__(self, x_plan: Annotated[str, Header()] = "free") -> str:
        if x_plan != self.plan:
            raise QuotaExceeded(self.plan)
        return x_plan


@app.exception_handler(QuotaExceeded)
def over_quota(request: Request, exc: QuotaExceeded) -> PlainTextResponse:
    return PlainTextResponse("Quota exceeded", status_code=403)  # fault


@app.get("/export")
async def export(plan: Annotated[str, Depends(Quota("pro"))]) -> dict[str, str]:
    return {"plan": plan}


@app.get("/usage")
async def usage() -> dict[str, int]:
    return {"used": 3}
