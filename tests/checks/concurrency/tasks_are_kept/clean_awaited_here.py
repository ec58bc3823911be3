"""Tasks that are awaited in the function that makes them, at once or later, in every way there is."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


async def price(n: int) -> int:
    await asyncio.sleep(0.001)
    return n


def start(n: int) -> asyncio.Task[int]:
    return asyncio.create_task(price(n))


@app.get("/prices")
async def prices() -> list[int]:
    first = asyncio.create_task(price(1))
    second = asyncio.ensure_future(price(2))
    third = start(3)
    done = [await asyncio.create_task(price(0)), await first, await second]
    done += await asyncio.gather(third, price(4), *[asyncio.create_task(price(n)) for n in (5, 6)])
    more = {asyncio.create_task(price(n)) for n in (7, 8)}
    finished, _ = await asyncio.wait(more)
    done.append(await asyncio.wait_for(asyncio.create_task(price(9)), 1))
    done.append(await asyncio.shield(price(10)))
    return sorted(done + [one.result() for one in finished])


@app.get("/fastest")
async def fastest() -> int:
    running = [start(n) for n in (1, 2)]
    finished, waiting = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return min(one.result() for one in finished)
