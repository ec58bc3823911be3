"""Loops are run at import, in the lifespan's thread and by the command line, not while serving."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


async def read_settings() -> dict[str, int]:
    await asyncio.sleep(0)
    return {"size": 3}


class Settings:
    values: dict[str, int] = {}


def load() -> None:
    loop = asyncio.new_event_loop()
    Settings.values = loop.run_until_complete(read_settings())
    loop.close()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    await asyncio.to_thread(load)
    yield


app = FastAPI(lifespan=lifespan)


def main() -> None:
    print(asyncio.run(read_settings()))


@app.get("/size")
def read_size() -> int:
    return Settings.values["size"]


if __name__ == "__main__":
    main()
