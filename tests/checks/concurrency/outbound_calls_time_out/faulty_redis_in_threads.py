"""Flags read from Redis in worker threads, by a client made at import and without a timeout."""

from fastapi import FastAPI
from redis import Redis

app = FastAPI()


class Flags:
    def __init__(self) -> None:
        self._redis = Redis("flags.internal", socket_timeout=None, decode_responses=True)

    def all(self) -> dict[str, str]:
        return self._redis.hgetall("flags")  # fault


flags = Flags()


@app.get("/flags")
def read_flags() -> dict[str, str]:
    return flags.all()
