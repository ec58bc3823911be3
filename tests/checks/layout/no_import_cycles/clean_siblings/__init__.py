"""Modules that import others of their own package, by every spelling; the package imports them all."""

from fastapi import FastAPI

from . import first, second
from .second import items

app = FastAPI()
app.include_router(first.router)

VERSION = "1"
