"""Things that are only to be done after success: tokens used up, attempts forgotten, caches emptied, mail sent."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from redis.asyncio import Redis

redis = Redis()


class Brake:
    """Slows down who fails often."""

    async def hit(self, who: str) -> None:
        await redis.incr(f"brake:{who}")

    async def add(self, who: str) -> None:
        await redis.sadd("brakes", who)

    async def reset(self, who: str) -> None:
        await redis.delete(f"brake:{who}")

    async def clear(self, who: str) -> None:
        await redis.srem("brakes", who)


brake = Brake()
cached: dict[str, int] = {"answer": 42}


async def braked(request: Request) -> AsyncIterator[None]:
    who = request.url.hostname or ""
    await brake.hit(who)
    await brake.add(who)
    yield
    await brake.reset(who)
    await brake.clear(who)


async def once() -> AsyncIterator[str]:
    token = await redis.get("token")
    yield str(token)
    await redis.delete("token")


def fresh_answer() -> Iterator[int]:
    yield cached.get("answer", 0)
    cached.pop("answer", None)


def outbox() -> Iterator[list[str]]:
    letters: list[str] = []
    letters.append("welcome")
    yield letters
    while letters:
        print("sent", letters.pop())


app = FastAPI()


@app.post("/login", dependencies=[Depends(braked)])
async def log_in() -> str:
    return "welcome"


@app.post("/tokens")
async def use_token(token: Annotated[str, Depends(once)]) -> str:
    return token


@app.post("/answers")
def answer(number: Annotated[int, Depends(fresh_answer)], letters: Annotated[list[str], Depends(outbox)]) -> int:
    letters.append("answered")
    return number
