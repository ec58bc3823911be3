"""Operations that answer nothing, and one that no client knows."""

from fastapi import FastAPI

app = FastAPI()


@app.delete("/items", status_code=204)
async def remove_items():
    return None


@app.get("/internal", include_in_schema=False)
async def read_internal():
    return {"anything": True}


@app.get("/items")
async def read_items() -> list[str]:
    return []
