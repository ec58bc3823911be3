"""A `def` dependency of two operations makes a loop and runs it."""

import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI

app = FastAPI()


async def find_tenant() -> str:
    await asyncio.sleep(0)
    return "acme"


def tenant() -> str:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(find_tenant())  # fault
    finally:
        loop.close()


Tenant = Annotated[str, Depends(tenant)]


@app.get("/tenant")
def read_tenant(name: Tenant) -> str:
    return name


@app.get("/tenant/size")
async def read_size(name: Tenant) -> int:
    return len(name)
