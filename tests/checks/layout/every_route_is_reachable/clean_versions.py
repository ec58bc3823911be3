"""One router under several prefixes, and one function under two paths."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/items")
@router.get("/items/", include_in_schema=False)
async def read_items() -> list[str]:
    return []


@router.get("/files/{name}")
@router.get("/files/readme")
async def read_file(name: str = "readme") -> dict[str, str]:
    return {"name": name}


app = FastAPI()
app.include_router(router, prefix="/v1")
app.include_router(router, prefix="/v2")
app.include_router(router)
