"""Functions that the app itself calls deprecated, and a field that its clients are to leave alone."""

import warnings

from fastapi import FastAPI
from pydantic import BaseModel, Field
from typing_extensions import deprecated


@deprecated("Use read.")
def load() -> list[str]:
    return []


def old() -> list[str]:
    warnings.warn("Use read.", DeprecationWarning, stacklevel=2)
    return load()


class Item(BaseModel):
    name: str = Field("", deprecated=True)


NAMES = [*old(), Item().name]
app = FastAPI()


@app.get("/names")
async def read_names() -> list[str]:
    return NAMES
