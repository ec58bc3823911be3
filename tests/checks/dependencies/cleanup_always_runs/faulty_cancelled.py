"""A lease that is returned after success and after errors, but not when the request is cancelled."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI


class Lease:
    active = 0

    def __init__(self) -> None:
        Lease.active += 1

    async def release(self) -> None:
        Lease.active -= 1


async def lease() -> AsyncIterator[Lease]:
    taken = Lease()
    try:
        yield taken
    except Exception:
        await taken.release()
        raise
    else:
        await taken.release()  # fault


app = FastAPI()


@app.get("/leases")
async def count(taken: Lease = Depends(lease)) -> int:
    return taken.active
