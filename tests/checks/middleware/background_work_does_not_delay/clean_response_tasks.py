"""Tasks of a response that middleware makes anew, tasks that middleware adds, and tasks nobody waits for."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import BackgroundTasks, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()
audit: list[str] = []
going: set[asyncio.Task[None]] = set()


class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        if response.background is None:
            response.background = BackgroundTask(audit.append, request.url.path)
        return response


async def tell(text: str) -> None:
    audit.append(text)


app.add_middleware(Audit)


@app.post("/orders", status_code=201)
async def order(tasks: BackgroundTasks) -> dict[str, int]:
    tasks.add_task(tell, "ordered")
    return {"id": 1}


@app.post("/mails", status_code=202)
async def mail() -> JSONResponse:
    return JSONResponse({"queued": True}, 202, background=BackgroundTask(tell, "mailed"))


@app.post("/reports", status_code=202)
async def report() -> dict[str, bool]:
    task = asyncio.create_task(tell("reported"))
    going.add(task)
    task.add_done_callback(going.discard)
    return {"queued": True}
