"""No metrics at all."""

from fastapi import FastAPI

app = FastAPI()  # fault


@app.get("/hello")
async def hello() -> str:
    return "hello"
