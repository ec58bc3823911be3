"""prometheus-fastapi-instrumentator, told to keep paths that match nothing."""

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()


@app.get("/ping/{name}")
def ping(name: str) -> str:
    return name


instrumentator = Instrumentator(should_group_untemplated=False)
instrumentator.instrument(app).expose(app, include_in_schema=False)  # fault
