"""The probe is async and hands its work to a thread, to be polite."""

import asyncio
import shutil

from fastapi import FastAPI

app = FastAPI()


async def _free() -> int:
    return (await asyncio.to_thread(shutil.disk_usage, "/")).free  # fault


@app.get("/api/healthz")
async def healthz() -> dict[str, bool]:
    return {"space": await _free() > 0}
