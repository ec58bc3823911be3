"""A page of one's own at an address that FastAPI took already."""

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.get("/docs")
async def read_docs() -> HTMLResponse:  # fault
    return HTMLResponse("<h1>Our own documentation</h1>")


@app.get("/items")
async def read_items() -> list[str]:
    return []
