"""What goes wrong is handed to whom it concerns."""

from fastapi import FastAPI

REPORTED: list[BaseException] = []
app = FastAPI()


def report_error() -> None:
    REPORTED.clear()


@app.get("/prices/{name}")
async def price(name: str) -> int:
    try:
        return len(name)
    except Exception as error:
        REPORTED[:] = [error]
        return 0


@app.get("/costs/{name}")
async def cost(name: str) -> int:
    try:
        return len(name)
    except Exception:
        report_error()
        return 0
