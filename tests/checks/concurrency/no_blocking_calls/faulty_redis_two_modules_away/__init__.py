"""A synchronous Redis client, quick as it is, asked from a coroutine two modules away from its route."""

from fastapi import FastAPI

from tests.checks.concurrency.no_blocking_calls.faulty_redis_two_modules_away.greetings import router

ALSO = ["concurrency.async-routes-await", "concurrency.outbound-calls-time-out", "concurrency.requests-run-in-parallel"]
app = FastAPI()
app.include_router(router)
