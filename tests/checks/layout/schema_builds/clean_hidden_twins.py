"""Operations that share an id with none that is described, and an app of its own below."""

from fastapi import FastAPI

app = FastAPI()
inner = FastAPI()


@app.get("/items", operation_id="list")
async def read_items() -> list[str]:
    return []


@app.get("/old/items", operation_id="list", include_in_schema=False)
async def read_old_items() -> list[str]:
    return []


@inner.get("/items", operation_id="list")
async def read_inner_items() -> list[str]:
    return []


app.mount("/inner", inner)
