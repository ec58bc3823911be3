"""Two functions for one operation: whoever mends the second mends nothing."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"item_id": item_id}


@router.get("/items/{id}")
async def read_item_again(id: int) -> dict[str, int]:  # fault
    return {"id": id}


app = FastAPI()
app.include_router(router)
