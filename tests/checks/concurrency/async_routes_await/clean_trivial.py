"""Routes that only look something up."""

from fastapi import FastAPI, HTTPException

app = FastAPI()
NAMES = {1: "lamp", 2: "chair"}


@app.get("/")
async def root() -> dict[str, str]:
    return {"hello": "world"}


@app.get("/items")
async def items() -> list[str]:
    return sorted(NAMES.values())


@app.post("/items", status_code=201)
async def create(name: str) -> int:
    number = max(NAMES) + 1
    NAMES[number] = name
    return number


@app.get("/items/{number}")
async def item(number: int) -> str:
    if number not in NAMES:
        raise HTTPException(404, "no such item")
    return NAMES[number]
