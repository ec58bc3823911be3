"""Whoever made the request is shown the traceback, and nobody else."""

import traceback
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def told(request: Request, call_next: Any) -> Any:
    try:
        return await call_next(request)
    except Exception as error:
        return JSONResponse({"error": str(error), "trace": traceback.format_exc()}, 500)  # fault


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
