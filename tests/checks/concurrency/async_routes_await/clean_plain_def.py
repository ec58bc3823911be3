"""What blocks is in plain functions, which run in threads."""

import time

from fastapi import Depends, FastAPI

app = FastAPI()


def clock() -> float:
    time.sleep(0.002)
    return time.time()


@app.get("/now")
def now() -> float:
    time.sleep(0.002)
    return time.time()


@app.get("/then")
async def then(seconds: float = Depends(clock)) -> float:
    return seconds
