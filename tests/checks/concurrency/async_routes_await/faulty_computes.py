"""A report that is computed on the loop."""

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/reports")

ALSO = ["concurrency.loop-stays-free"]


def primes(below: int) -> list[int]:
    sieve = bytearray([1]) * below
    return [n for n in range(2, below) if sieve[n] and not any(map(sieve.__setitem__, range(n * n, below, n), _ZEROS))]


_ZEROS = [0] * 1_000_000


@router.get("/primes")
async def count() -> int:  # fault
    return len(primes(600_000))


app.include_router(router)
