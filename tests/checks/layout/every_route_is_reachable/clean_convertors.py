"""Parameters that the router tells apart, in whatever order."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id:int}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"item_id": item_id}


@app.get("/items/{item_id:uuid}")
async def read_unique(item_id: str) -> dict[str, str]:
    return {"item_id": str(item_id)}


@app.get("/items/{name}")
async def read_named(name: str) -> dict[str, str]:
    return {"name": name}


@app.get("/items/{path:path}")
async def read_below(path: str) -> dict[str, str]:
    return {"path": path}


@app.get("/tiles/{z}/{x}/{y}.{format}")
async def read_tile(z: int, x: int, y: int, format: str) -> dict[str, str]:
    return {"format": format}


@app.get("/tiles/{z}/{x}/{y}")
async def read_default_tile(z: int, x: int, y: int) -> dict[str, str]:
    return {"format": "png"}


@app.get("/prices/{price:int}")
async def read_price(price: int) -> dict[str, int]:
    return {"price": price}


@app.get("/prices/{price:float}")
async def read_exact_price(price: float) -> dict[str, float]:
    return {"price": price}
