"""A background task calls with a client that is closed before."""

import httpx
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


def _answer(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={"ok": True})


async def notify(client: httpx.AsyncClient) -> None:
    try:
        await client.post("http://hooks.example/notes")  # fault
    except RuntimeError as error:
        print("not notified:", error)


@app.post("/notifications", status_code=202)
async def add_notification(tasks: BackgroundTasks) -> dict[str, bool]:
    async with httpx.AsyncClient(transport=httpx.MockTransport(_answer)) as client:
        tasks.add_task(notify, client)
    return {"queued": True}
