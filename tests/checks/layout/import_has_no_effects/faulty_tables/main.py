from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import FILE, engine


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    engine.dispose()
    FILE.unlink(missing_ok=True)


app = FastAPI(lifespan=lifespan)


@app.get("/names")
def read_names() -> list[str]:
    return []
