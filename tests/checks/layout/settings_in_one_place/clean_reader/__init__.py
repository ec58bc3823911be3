"""A function that reads what it is told to: the names are where the settings are."""

from fastapi import FastAPI

from .settings import COLOUR

app = FastAPI()


@app.get("/colour")
def read_colour() -> str:
    return COLOUR
