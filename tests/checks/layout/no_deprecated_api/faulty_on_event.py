"""What is done at the start, as it was written before there was a lifespan."""

from fastapi import FastAPI

app = FastAPI()
names: list[str] = []


@app.on_event("startup")  # fault
async def fill() -> None:
    names.append("first")


@app.get("/names")
async def read_names() -> list[str]:
    return names
