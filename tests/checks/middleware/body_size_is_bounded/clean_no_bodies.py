"""Nothing takes a body."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def items() -> list[str]:
    return ["kettle"]


@app.post("/restarts")
def restart(number: int) -> int:
    return number
