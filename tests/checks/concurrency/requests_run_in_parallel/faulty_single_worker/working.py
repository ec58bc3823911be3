"""Work that blocks, and where it is done."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

_pool = ThreadPoolExecutor(max_workers=1)


def render(month: int) -> str:
    time.sleep(0.01)
    return f"report of month {month}"


async def in_background(work, *args):
    return await asyncio.get_running_loop().run_in_executor(_pool, work, *args)  # fault
