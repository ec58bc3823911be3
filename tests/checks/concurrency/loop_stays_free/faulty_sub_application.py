"""The admin pages are an application of their own, and one of them sorts everything there is."""

import random

from fastapi import FastAPI

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()
admin = FastAPI()
NUMBERS = random.Random(1).choices(range(10**9), k=500_000)


@admin.get("/largest")
async def list_largest() -> list[int]:
    return sorted(NUMBERS)[-3:]  # fault


@app.get("/ping")
async def ping() -> str:
    return "pong"


app.mount("/admin", admin)
