"""No probe at all: things that sound like one are about the patients of a clinic."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/patients/{patient}/health")
def health(patient: int) -> dict[str, str]:
    return {"blood pressure": "fine"}


@app.post("/ping")
def ping() -> str:
    return "pong"
