"""A processor of structlog masks values by their names."""

import structlog
from fastapi import FastAPI, Request
from pydantic import BaseModel


def mask(logger, method, event):
    return {name: "***" if "password" in name or name == "authorization" else value for name, value in event.items()}


structlog.configure(processors=[mask, structlog.processors.JSONRenderer()])
logger = structlog.get_logger()
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(request: Request, body: Login) -> str:
    logger.info("login", authorization=request.headers.get("authorization"), **body.model_dump())
    return "ok"
