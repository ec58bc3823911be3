"""Documented as 200, answered 202 for large orders and 206 for parts."""

from fastapi import Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("detail", responses={"4XX": {"description": "Refused"}})


class Done(BaseModel):
    rows: int


@app.post("/exports/{rows}")  # fault
def export(rows: int) -> Done:  # fault
    if rows > 10:
        return JSONResponse({"rows": rows}, status_code=202)  # fault
    return Done(rows=rows)


@app.get("/pages/{page}")  # fault
def read_page(page: int, response: Response) -> Done:  # fault
    if page > 1:
        response.status_code = 206  # fault
    return Done(rows=page)
