"""One router under two prefixes, with the ids that FastAPI makes, and names that are alike."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/items", name="items")
async def read_items() -> list[str]:
    return []


@router.post("/items", name="items")
async def create_item() -> dict[str, str]:
    return {}


app = FastAPI()
app.include_router(router, prefix="/v1")
app.include_router(router, prefix="/v2")
