"""A front end mounted at the root before the API is there."""

from fastapi import FastAPI
from starlette.responses import PlainTextResponse

app = FastAPI()
app.mount("/", PlainTextResponse("the front end"))


@app.get("/items")
async def read_items() -> list[str]:  # fault
    return []
