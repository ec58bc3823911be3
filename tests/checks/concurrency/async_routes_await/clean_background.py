"""It leaves the work to a task in a thread and returns."""

import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
SENT: list[str] = []


def send(address: str) -> None:
    time.sleep(0.002)
    SENT.append(address)


@app.post("/mails", status_code=202)
async def mail(address: str, tasks: BackgroundTasks) -> None:
    tasks.add_task(send, address)
