"""A login logs what it was sent, with the password, with structlog."""

import structlog
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])
logger = structlog.get_logger()
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(body: Login) -> dict[str, str]:
    logger.info("login", **body.model_dump())  # fault
    if body.username == "root":
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return {"token": "t"}
