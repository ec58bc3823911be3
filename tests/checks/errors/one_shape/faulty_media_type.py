"""problem+json everywhere, except that the validation handler forgets the media type."""

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app, without_input

app = make_app("problem")


class Tyre(BaseModel):
    width: int = Field(ge=1, le=999)
    name: Text


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    problem = {"type": "about:blank", "title": "Unprocessable Content", "status": 422}
    return JSONResponse(problem | {"errors": without_input(exc.errors())}, status_code=422)  # fault


@app.post("/tyres", status_code=201)
async def create_tyre(tyre: Tyre) -> Tyre:
    return tyre


@app.get("/tyres/{width}")
async def read_tyre(width: int) -> Tyre:
    if width != 205:
        raise HTTPException(404, "No tyre of that width")
    return Tyre(width=width, name="Winter")
