"""A service object in the state of the app looks things up under its lock, whatever they are."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request


class Directory:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()

    async def find(self, name: str) -> dict[str, str]:
        await self.lock.acquire()  # fault
        try:
            await asyncio.sleep(0.015)
            return {"name": name}
        finally:
            self.lock.release()


def directory(request: Request) -> Directory:
    return request.app.state.directory


router = APIRouter()


@router.get("/people/{name}")
async def person(name: str, people: Annotated[Directory, Depends(directory)]) -> dict[str, str]:
    return await people.find(name)


app = FastAPI()
app.state.directory = Directory()
app.include_router(router)
