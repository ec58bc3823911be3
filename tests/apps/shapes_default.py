"""A small CRUD app which keeps FastAPI's {"detail": ...}, with the catch-all handler that makes it the only shape."""

import logging
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Path, Query, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import allowed_methods

log = logging.getLogger(__name__)
REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body cannot be read"},
    404: {"description": "No such task"},
    409: {"description": "The title is taken"},
    500: {"description": "Our fault"},
}
app = FastAPI(title="Tasks")


@app.exception_handler(405)
async def not_allowed(request: Request, exc: StarletteHTTPException) -> JSONResponse:
    return JSONResponse({"detail": exc.detail}, 405, {"Allow": ", ".join(allowed_methods(request))})


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    detail = [{"loc": error["loc"], "msg": error["msg"], "type": error["type"]} for error in exc.errors()]
    return JSONResponse({"detail": jsonable_encoder(detail)}, status_code=422)


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=exc)
    return JSONResponse({"detail": "Internal Server Error"}, status_code=500)


class TaskIn(BaseModel):
    title: str = Field(min_length=1, max_length=100)
    done: bool = False


class Task(TaskIn):
    id: int


TaskId = Annotated[int, Path(ge=1, le=2**31 - 1)]
TASKS: dict[int, Task] = {}


def existing(task_id: int) -> Task:
    if task_id not in TASKS:
        raise HTTPException(404, "Task not found")
    return TASKS[task_id]


def must_be_free(title: str, ours: int | None = None) -> None:
    if any(task.title == title and task.id != ours for task in TASKS.values()):
        raise HTTPException(409, "The title is taken")


@app.get("/tasks", responses={500: REFUSED[500]})
async def list_tasks(
    done: bool | None = None, limit: Annotated[int, Query(ge=1, le=100)] = 20, offset: Annotated[int, Query(ge=0)] = 0
) -> list[Task]:
    found = [task for task in TASKS.values() if done is None or task.done == done]
    return found[offset : offset + limit]


@app.post("/tasks", status_code=201, responses={code: REFUSED[code] for code in (400, 409, 500)})
async def create_task(task: TaskIn) -> Task:
    must_be_free(task.title)
    number = max(TASKS, default=0) + 1
    TASKS[number] = Task(id=number, **task.model_dump())
    return TASKS[number]


@app.get("/tasks/{task_id}", responses={code: REFUSED[code] for code in (404, 500)})
async def read_task(task_id: TaskId) -> Task:
    return existing(task_id)


@app.put("/tasks/{task_id}", responses=REFUSED)
async def replace_task(task_id: TaskId, task: TaskIn) -> Task:
    existing(task_id)
    must_be_free(task.title, task_id)
    TASKS[task_id] = Task(id=task_id, **task.model_dump())
    return TASKS[task_id]


@app.delete("/tasks/{task_id}", status_code=204, responses={code: REFUSED[code] for code in (404, 500)})
async def delete_task(task_id: TaskId) -> None:
    existing(task_id)
    del TASKS[task_id]
