"""Calls in a group of tasks, below a class that keeps the client."""

import asyncio

import httpx
from fastapi import APIRouter, FastAPI


class Feed:
    def __init__(self) -> None:
        self.http = httpx.AsyncClient(timeout=httpx.Timeout(5.0, read=None))

    async def titles(self, host: str, into: list[str]) -> None:
        try:
            into.append((await self.http.get(f"http://{host}/titles")).text)  # fault
        except httpx.HTTPError:
            into.append("")

    async def all(self, hosts: tuple[str, ...]) -> list[str]:
        found: list[str] = []
        async with asyncio.TaskGroup() as group:
            for host in hosts:
                group.create_task(self.titles(host, found))
        return found


feed = Feed()
router = APIRouter(prefix="/feed")


@router.get("/titles")
async def titles() -> list[str]:
    return await feed.all(("a.internal", "b.internal"))


app = FastAPI()
app.include_router(router)
