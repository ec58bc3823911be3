from . import app  # fault


@app.get("/items")
async def read_items() -> list[str]:
    return []
