"""Declared as JSON by its model, answered as plain text by the response class two lines below."""

from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("detail")


class Report(BaseModel):
    lines: int


@app.get("/report", response_model=Report)
def report():  # fault
    return PlainTextResponse("lines: 3")  # fault


@app.get("/report/lines")
def lines() -> int:
    return 3
