"""A secret beside a mistake: FastAPI's own 422 repeats the whole body under `input`, SecretStr or not."""

from fastapi import FastAPI
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, SecretStr

from tests.checks.errors._base import DOCUMENTED, Text, conform

ALSO = ("errors.no-input-crashes",)

app = FastAPI(responses=DOCUMENTED)  # fault
conform(app, "detail")
app.add_exception_handler(RequestValidationError, request_validation_exception_handler)  # fault


class Signup(BaseModel):
    name: Text
    password: SecretStr


@app.post("/signup", status_code=201)
async def signup(form: Signup) -> dict[str, str]:
    return {"name": form.name}
