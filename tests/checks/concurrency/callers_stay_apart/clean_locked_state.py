"""One job object for all requests, used by one at a time."""

import asyncio
import threading

from fastapi import FastAPI, Header

app = FastAPI()


class Printer:
    def __init__(self) -> None:
        self.owner = ""
        self.lock = asyncio.Lock()
        self.thread_lock = threading.Lock()

    async def print(self, owner: str) -> str:
        async with self.lock:
            self.owner = owner
            await asyncio.sleep(0)
            return self.owner

    def print_sync(self, owner: str) -> str:
        with self.thread_lock:
            self.owner = owner
            return f"printed for {self.owner}"


printer = Printer()


@app.get("/print")
async def print_page(x_user: str = Header("guest")) -> dict[str, str]:
    return {"owner": await printer.print(x_user)}


@app.get("/print/sync")
def print_sync(x_user: str = Header("guest")) -> dict[str, str]:
    return {"owner": printer.print_sync(x_user)}
