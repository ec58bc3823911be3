"""Mail is sent by a task that nobody keeps."""

import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
SENT: list[str] = []


class Signup(BaseModel):
    email: str


async def send_welcome(email: str) -> None:
    await asyncio.sleep(0.01)
    SENT.append(email)


@app.post("/signups", status_code=202)
async def sign_up(body: Signup) -> dict[str, str]:
    asyncio.create_task(send_welcome(body.email))  # fault
    return {"email": body.email}


@app.get("/sent")
async def list_sent() -> list[str]:
    return SENT
