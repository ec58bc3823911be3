"""anyio.run in a background function."""

import anyio
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
SENT: list[str] = []


async def send(address: str) -> None:
    await anyio.sleep(0)
    SENT.append(address)


def deliver(address: str) -> None:
    anyio.run(send, address)  # fault


@app.post("/mails/{address}", status_code=202)
async def mail(address: str, tasks: BackgroundTasks) -> str:
    tasks.add_task(deliver, address)
    return address
