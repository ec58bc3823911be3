"""Every try ends soon, and so do all of them together."""

import asyncio
import random
import ssl

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
TLS = ssl.create_default_context()


def retried(tries: int):
    def around(call):
        async def again(*args):
            for attempt in range(tries):
                try:
                    return await call(*args)
                except httpx.HTTPError:
                    await asyncio.sleep(0.02 * 2**attempt * random.random())
            raise HTTPException(502, "gave up")

        return again

    return around


@retried(tries=4)
async def fetch(path: str) -> dict[str, int]:
    async with httpx.AsyncClient(verify=TLS, base_url="http://stock.internal", timeout=0.3) as client:
        return (await client.get(path)).json()


@app.get("/stock")
async def stock() -> dict[str, int]:
    return await fetch("/stock")
