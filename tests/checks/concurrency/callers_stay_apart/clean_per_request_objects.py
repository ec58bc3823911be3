"""A service is made anew for each request, and may keep what it likes."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request


class Reports:
    def __init__(self, request: Request, x_tenant_id: Annotated[str, Header()] = "public") -> None:
        self.request = request
        self.tenant = x_tenant_id
        self.lines: list[str] = []

    async def build(self) -> dict[str, object]:
        self.lines.append(f"for {self.tenant}")
        await asyncio.sleep(0)
        return {"tenant": self.tenant, "agent": self.request.headers["user-agent"], "lines": self.lines}


app = FastAPI()


@app.get("/report")
async def report(reports: Annotated[Reports, Depends()]) -> dict[str, object]:
    return await reports.build()


@app.post("/report")
async def create(reports: Annotated[Reports, Depends()], name: str) -> dict[str, object]:
    built = await reports.build()
    return {**built, "name": name}
