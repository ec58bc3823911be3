"""What is refused is logged with the whole body."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

logger = logging.getLogger(__name__)
app = FastAPI()


class Registration(BaseModel):
    email: str = Field(min_length=3)
    new_password: str


@app.exception_handler(RequestValidationError)
async def on_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    logger.warning("refused: %s %s", request.url.path, error.body)  # fault
    return JSONResponse({"detail": "invalid"}, 422)


@app.post("/register")
def register(body: Registration) -> dict[str, str]:
    return {"email": body.email}
