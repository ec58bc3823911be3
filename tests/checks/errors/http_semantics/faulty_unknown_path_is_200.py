"""Unknown paths are answered by a handler that forgets the status: 200 with a message."""

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


async def nothing_here(request: Request, exc: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Nothing here", "status": "error"})  # fault


app.add_exception_handler(404, nothing_here)


@app.get("/clocks")
def clocks() -> list[str]:
    return ["utc"]
