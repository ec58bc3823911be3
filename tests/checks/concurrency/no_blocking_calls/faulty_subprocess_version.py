"""The version shown is asked of a program, each time."""

import subprocess

from fastapi import APIRouter, FastAPI

ALSO = [
    "concurrency.async-routes-await",
    "concurrency.loop-stays-free",
    "concurrency.outbound-calls-time-out",
    "concurrency.requests-run-in-parallel",
]
router = APIRouter(prefix="/about")


def kernel() -> str:
    return subprocess.check_output(["uname", "-r"], text=True).strip()  # fault


@router.get("/version")
async def read_version() -> dict[str, str]:
    return {"kernel": kernel()}


app = FastAPI()
app.include_router(router)
