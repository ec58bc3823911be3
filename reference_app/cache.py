"""Redis: the client, and a cache of what was read that the service can do without."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from fakeredis import FakeAsyncRedis, FakeServer
from pydantic import BaseModel, ValidationError
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

REDIS_SECONDS = 0.5

logger = logging.getLogger(__name__)
Model = TypeVar("Model", bound=BaseModel)


@asynccontextmanager
async def open_redis(url: str | None) -> AsyncIterator[Redis]:
    """Connect to the Redis at `url`, or to an embedded one of this app's own."""
    client: Redis = FakeAsyncRedis(server=FakeServer()) if url is None else _connect(url)
    try:
        yield client
    finally:
        await client.aclose()


def _connect(url: str) -> Redis:
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=50,
        timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
        socket_timeout=REDIS_SECONDS,
        # Once, at once, for a connection that died while idle. The default waits for seconds.
        retry=Retry(NoBackoff(), 1, (RedisConnectionError,)),
    )
    return Redis.from_pool(pool)


class Cache:
    """Keeps models for a while; an outage, or an entry nobody understands, is a miss."""

    def __init__(self, redis: Redis, prefix: str, seconds: int) -> None:
        self._redis = redis
        self._prefix = prefix
        self._seconds = seconds
        self._running: dict[str, asyncio.Future[Any]] = {}

    async def remember(self, key: str, model: type[Model], load: Callable[[], Awaitable[Model | None]]) -> Model | None:
        """Return the entry, or load and keep it; None is not kept. Who asks meanwhile gets the same answer."""
        running = self._running.get(key)
        if running is None:
            with self._first(key) as answer:
                value = await self._find(key, model, load)
                answer.set_result(value)
                return value
        await asyncio.wait((running,))
        # Whoever was first has failed, or is gone: the others do without.
        return await self._find(key, model, load) if running.cancelled() else running.result()

    @contextmanager
    def _first(self, key: str) -> Iterator[asyncio.Future[Any]]:
        answer = self._running[key] = asyncio.get_running_loop().create_future()
        try:
            yield answer
        finally:
            answer.cancel()
            if self._running.get(key) is answer:
                del self._running[key]

    async def _find(self, key: str, model: type[Model], load: Callable[[], Awaitable[Model | None]]) -> Model | None:
        try:
            stored = await self._redis.get(self._name(key))
        except RedisError as error:
            _warn("read", error)
            return await load()
        if stored is not None and (hit := _parse(stored, model)) is not None:
            return hit
        value = await load()
        if value is not None:
            await self._keep(key, value)
        return value

    async def forget(self, key: str) -> None:
        """Drop an entry after its source changed; what a racing reader puts back expires soon."""
        try:
            await self._redis.delete(self._name(key))
        except RedisError as error:
            _warn("delete", error)
        finally:
            self._running.pop(key, None)

    async def _keep(self, key: str, value: BaseModel) -> None:
        try:
            await self._redis.set(self._name(key), value.model_dump_json(), ex=self._seconds)
        except RedisError as error:
            _warn("write", error)

    def _name(self, key: str) -> str:
        # Count up when a cached model changes, so that old and new instances can run side by side.
        return f"{self._prefix}:cache:v1:{key}"


def _parse(stored: bytes | str, model: type[Model]) -> Model | None:
    try:
        return model.model_validate_json(stored)
    except ValidationError:
        return None


def _warn(action: str, error: RedisError) -> None:
    logger.warning("cache unavailable", extra={"action": action, "error": type(error).__name__})
