"""Books entries; a batch is written when there is somebody to write it."""

import asyncio
import time


class Ledger:
    """Entries wait in a queue for a task that was started with the service."""

    def __init__(self) -> None:
        self.entries: asyncio.Queue[asyncio.Future[str]] = asyncio.Queue()

    async def book(self) -> str:
        done: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        await self.entries.put(done)
        return await done

    async def write(self) -> None:
        while True:
            done = await self.entries.get()
            time.sleep(0.02)  # blocks: worker-queue
            if not done.done():
                done.set_result("booked")
