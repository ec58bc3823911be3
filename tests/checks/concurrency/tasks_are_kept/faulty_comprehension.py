"""One task each, all of them dropped."""

from asyncio import create_task, sleep

from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


async def warm(key: str) -> None:
    await sleep(0.002)


@router.post("/warm")
async def warm_up() -> dict[str, str]:
    keys = ["a", "b"]
    [create_task(warm(key)) for key in keys]  # fault
    return {"status": "warming"}


app.include_router(router, prefix="/cache")
