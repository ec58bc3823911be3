from fastapi import FastAPI

from . import items, users
from .shared import router

app = FastAPI()
app.include_router(router)


def show() -> None:
    from . import command

    command.show()
