"""prometheus-fastapi-instrumentator as its readme has it, left out of the schema."""

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()


@app.get("/ping")
def ping() -> str:
    return "pong"


Instrumentator().instrument(app).expose(app, include_in_schema=False)
