"""A handler of Exception makes the answer and leaves the log to the server."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(Exception)
async def on_crash(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
def prices() -> list[int]:
    return [1, 2, 3]
