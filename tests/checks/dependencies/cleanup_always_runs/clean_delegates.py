"""Dependencies that draw from others: by `yield from`, `for`, `aclosing`, and as a context manager."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager

from fastapi import Depends, FastAPI


class Feed:
    def __init__(self) -> None:
        self.open = True

    def close(self) -> None:
        self.open = False


def get_feed() -> Iterator[Feed]:
    feed = Feed()
    try:
        yield feed
    finally:
        feed.close()


async def get_feed_later() -> AsyncGenerator[Feed]:
    feed = Feed()
    try:
        yield feed
    finally:
        feed.close()


def all_of_it() -> Iterator[Feed]:
    yield from get_feed()


def each_of_it() -> Iterator[Feed]:
    # A generator that is not referred to any more is closed at once.
    for feed in get_feed():
        feed.open = True
        yield feed


async def closed_in_the_end() -> AsyncIterator[Feed]:
    async with aclosing(get_feed_later()) as feeds:
        async for feed in feeds:
            yield feed


async def managed() -> AsyncIterator[Feed]:
    async with asynccontextmanager(get_feed_later)() as feed:
        yield feed


app = FastAPI()


@app.get("/from")
def read_from(feed: Feed = Depends(all_of_it)) -> bool:
    return feed.open


@app.get("/for")
def read_for(feed: Feed = Depends(each_of_it)) -> bool:
    return feed.open


@app.get("/closing")
async def read_closing(feed: Feed = Depends(closed_in_the_end)) -> bool:
    return feed.open


@app.get("/managed")
async def read_managed(feed: Feed = Depends(managed)) -> bool:
    return feed.open


@app.get("/by-hand")
async def read_by_hand() -> bool:
    feeds = get_feed_later()
    feed = await anext(feeds)
    try:
        return feed.open
    finally:
        await feeds.aclose()


@app.get("/to-the-end")
async def read_to_the_end() -> bool:
    found = False
    async for feed in get_feed_later():
        found = feed.open
    return found
