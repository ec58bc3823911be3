"""A dashboard for another instrumentation than the one that is there."""

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()


@app.get("/users/{user_id}")
def read_user(user_id: str) -> str:
    return user_id


Instrumentator().instrument(app).expose(app, include_in_schema=False)
