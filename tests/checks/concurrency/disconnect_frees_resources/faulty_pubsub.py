"""Each reader takes a connection of the Redis pool, and nobody gives it back."""

from collections.abc import AsyncIterator

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from redis.asyncio import Redis

app = FastAPI()
redis = Redis()


async def messages() -> AsyncIterator[str]:
    pubsub = redis.pubsub()
    await pubsub.subscribe("news")  # fault
    yield "event: open\n\n"
    async for message in pubsub.listen():
        yield f"data: {message['data']}\n\n"


@app.get("/messages")
async def stream_messages() -> StreamingResponse:
    return StreamingResponse(messages(), media_type="text/event-stream")
