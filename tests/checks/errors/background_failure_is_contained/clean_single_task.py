"""One task per request, though two are added in the source: only one of the branches is taken."""

from fastapi import BackgroundTasks
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

from tests.checks.errors._base import make_app

app = make_app("detail")
SENT: list[str] = []


def send(text: str) -> None:
    SENT.append(text)


@app.post("/welcome")
async def welcome(tasks: BackgroundTasks, formal: bool = False) -> str:
    if formal:
        tasks.add_task(send, "Dear Sir or Madam")
    else:
        tasks.add_task(send, "Hello")
    return "welcome"


@app.post("/goodbye", response_model=None)
async def goodbye():
    return JSONResponse("goodbye", background=BackgroundTask(send, "Bye"))
