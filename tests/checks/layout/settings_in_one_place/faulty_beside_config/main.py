from os import environ

from fastapi import FastAPI

from . import config

app = FastAPI()


@app.get("/colour")
def read_colour() -> list[str]:
    return [config.COLOUR, environ.get(config.SIZE, "1")]  # fault
