"""A background task writes to standard output."""

import sys

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def tell(name: str) -> None:
    sys.stdout.write(f"told {name!r}\n")  # fault


@app.post("/mails/{name}")
async def mail(name: str, tasks: BackgroundTasks) -> str:
    tasks.add_task(tell, name)
    return name
