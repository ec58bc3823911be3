"""Whatever goes wrong is a thing that does not exist."""

from fastapi import FastAPI, HTTPException

app = FastAPI()
ITEMS = {"a": 1}


def load(name: str) -> int:
    return ITEMS.get(name, 0)


@app.get("/items/{name}")
async def item(name: str) -> int:
    try:
        return load(name)
    except Exception:  # fault
        raise HTTPException(status_code=404, detail="Item not found") from None
