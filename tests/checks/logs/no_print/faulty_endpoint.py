"""An endpoint prints what it was asked."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    print("prices are asked for")  # fault
    return [1, 2, 3]
