from fastapi import APIRouter

from tests.checks.concurrency.no_blocking_calls.faulty_redis_two_modules_away.cache import Cache

router = APIRouter(prefix="/greetings")
cache = Cache("greetings")


@router.get("/{name}")
async def greet(name: str) -> dict[str, str]:
    return {"greeting": await cache.fetch(name) or f"Hello {name}"}
