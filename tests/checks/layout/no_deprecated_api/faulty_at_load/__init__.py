"""Defaults that are made while a module is loaded, with methods of the old names."""

from fastapi import FastAPI

from .defaults import DEFAULTS

app = FastAPI()


@app.get("/defaults")
async def read_defaults() -> dict[str, str]:
    return DEFAULTS
