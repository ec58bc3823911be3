"""A shop whose prices come from a supplier: the wait is two modules away, under another name."""

from fastapi import FastAPI

from tests.checks.concurrency.loop_stays_free.faulty_helper_two_modules_away.prices import router

ALSO = ["concurrency.no-blocking-calls", "concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()
app.include_router(router, prefix="/prices")
