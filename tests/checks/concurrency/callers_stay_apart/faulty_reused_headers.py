"""The same dict of headers is changed and sent with every answer."""

from typing import Any

from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse

app = FastAPI()
COMMON = {"X-Powered-By": "catalogue"}


@app.get("/catalogue")
def catalogue(x_session_id: str = Header("anonymous")) -> Any:
    COMMON["X-Session"] = x_session_id  # fault
    content = {"items": ["pen", "book"]}
    return JSONResponse(content, headers=COMMON)
