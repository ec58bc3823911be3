"""Clients without timeouts of their own, each inside a scope that ends the wait."""

import asyncio

import anyio
import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
client = httpx.AsyncClient(timeout=None)


@app.get("/scoped")
async def scoped() -> dict[str, str]:
    try:
        async with asyncio.timeout(0.4):
            return {"text": (await client.get("http://a.internal/")).text}
    except (TimeoutError, httpx.HTTPError):
        raise HTTPException(504, "a is too slow") from None


@app.get("/waited")
async def waited() -> dict[str, str]:
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection("b.internal", 7), 0.3)
        writer.write(b"hello\n")
        line = await asyncio.wait_for(reader.readline(), 0.3)
        writer.close()
        return {"line": line.decode()}
    except OSError:
        return {"line": ""}


@app.get("/failed")
async def failed() -> dict[str, str]:
    try:
        with anyio.fail_after(0.3):
            return {"text": (await client.get("http://c.internal/")).text}
    except (TimeoutError, httpx.HTTPError):
        raise HTTPException(504, "c is too slow") from None


@app.get("/moved-on")
async def moved_on() -> dict[str, str]:
    text = "nothing yet"
    with anyio.move_on_after(0.3):
        try:
            text = (await client.get("http://d.internal/")).text
        except httpx.HTTPError:
            text = "nothing"
    return {"text": text}
