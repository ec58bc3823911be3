"""The whole input comes back with its secrets masked, and a refused token by its first three characters."""

import json
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security import APIKeyHeader
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app, without_input

app = make_app("detail")
key_header = APIKeyHeader(name="X-Api-Key", auto_error=False)
SECRET = ("password", "token", "secret", "key")


class Device(BaseModel):
    name: Text
    token: Text


def masked(value: Any, name: str = "") -> Any:
    if any(word in name.lower() for word in SECRET):
        return "***"
    if isinstance(value, dict):
        return {key: masked(item, key) for key, item in value.items()}
    return repr(value)[:100]


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    body = {"detail": without_input(exc.errors()), "body": masked(exc.body) if isinstance(exc.body, dict) else None}
    return Response(json.dumps(body), 422, media_type="application/json")


def require_key(key: Annotated[str | None, Depends(key_header)]) -> None:
    if key is None:
        raise HTTPException(401, "Send your key", {"WWW-Authenticate": "ApiKey"})
    if key != "k-123-alice":
        raise HTTPException(401, f"The key {key[:3]}... is not known", {"WWW-Authenticate": "ApiKey"})


@app.post("/devices", status_code=201, dependencies=[Depends(require_key)])
def add_device(device: Device) -> dict[str, str]:
    return {"name": device.name}
