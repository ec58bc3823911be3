"""A child task looks up a name with the module `socket`."""

import asyncio
import socket

from fastapi import FastAPI

ALSO = ["concurrency.requests-run-in-parallel"]

app = FastAPI()


class Resolver:
    async def resolve(self, host: str) -> list[str]:
        found = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)  # fault
        return sorted({str(entry[4][0]) for entry in found})


@app.get("/addresses")
async def list_addresses() -> list[str]:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(Resolver().resolve("localhost"))
    return task.result()
