"""A driver that polls with time.sleep, called in async def."""

import time

from fastapi import FastAPI

ALSO = ["concurrency.loop-stays-free", "concurrency.no-blocking-calls", "concurrency.async-routes-await"]

app = FastAPI()


def _poll() -> str:
    for _ in range(2):
        time.sleep(0.01)  # fault
    return "ready"


@app.get("/device")
async def device() -> dict[str, str]:
    return {"state": _poll()}
