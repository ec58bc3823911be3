"""prometheus-fastapi-instrumentator, which knows of workers."""

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()


@app.get("/users")
def read_users() -> list[str]:
    return []


Instrumentator().instrument(app).expose(app, include_in_schema=False)
