"""Imports in functions, and for a script: neither happens while a module is loaded."""

from fastapi import FastAPI

from .users import read

app = FastAPI()


@app.get("/users")
async def read_users() -> list[str]:
    return read()
