"""A validator of the body looks for what is alike, in a list that has grown."""

import difflib
from typing import Annotated

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()
TAKEN = [f"customer{number:05}" for number in range(9_000)]


def not_confusable(name: str) -> str:
    close = difflib.get_close_matches("customer" + name, TAKEN, cutoff=0.6)  # fault
    return name if not close else f"{name}-{len(close)}"


class Signup(BaseModel):
    name: Annotated[str, AfterValidator(not_confusable)]


@app.post("/customers", status_code=201)
async def sign_up(signup: Signup) -> dict[str, str]:
    return {"name": signup.name}
