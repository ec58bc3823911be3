from fastapi import FastAPI

from . import routes


def create_app() -> FastAPI:
    made = FastAPI()
    made.include_router(routes.router)
    return made
