"""FastAPI's default handlers with the one addition they need: a catch-all that answers {"detail": ...}."""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

log = logging.getLogger(__name__)
app = FastAPI(responses={"4XX": {"description": "Refused"}, "5XX": {"description": "Failed"}})


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse({"detail": "Internal Server Error"}, status_code=500)


@app.get("/hours")
async def list_hours(day: int = 1) -> list[int]:
    return [day, 9, 17]


@app.get("/hours/{hour}")
async def read_hour(hour: int) -> dict[str, int]:
    if not 0 <= hour < 24:
        raise HTTPException(404, "No such hour")
    return {"hour": hour}
