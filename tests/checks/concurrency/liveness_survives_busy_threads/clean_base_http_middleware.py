"""A middleware of the usual kind measures the probe as everything else."""

import time

from fastapi import FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def timed(request: Request, call_next):
    started = time.perf_counter()
    response = await call_next(request)
    response.headers["server-timing"] = f"app;dur={(time.perf_counter() - started) * 1000:.1f}"
    return response


@app.get("/livez")
async def livez() -> dict[str, str]:
    return {"status": "alive"}


@app.get("/work")
def work() -> int:
    return 1
