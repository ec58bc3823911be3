"""A threading.local is no context: every request of the loop runs in the same thread."""

import asyncio
import threading

from fastapi import FastAPI, Request

app = FastAPI()
_local = threading.local()
ALSO = ["concurrency.no-thread-local-state"]


def set_tenant(tenant: str) -> None:
    _local.tenant = tenant  # fault


def get_tenant() -> str:
    return getattr(_local, "tenant", "none")


@app.get("/tenant")
async def tenant(request: Request) -> dict[str, str]:
    set_tenant(request.headers.get("x-tenant-id", "none"))
    await asyncio.sleep(0.001)
    return {"tenant": get_tenant()}
