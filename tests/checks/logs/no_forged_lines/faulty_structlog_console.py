"""Structlog's messages are made of what a client sent, and rendered as plain text."""

import structlog
from fastapi import FastAPI
from pydantic import BaseModel


def plain(logger, method, event):
    return f"{method}: {event['event']}"


structlog.configure(processors=[plain])
logger = structlog.get_logger()
app = FastAPI()


class Comment(BaseModel):
    author: str
    stars: int


@app.post("/comments")
def comment(body: Comment) -> dict[str, str]:
    logger.info("comment by " + body.author)  # fault
    return {"author": body.author}
