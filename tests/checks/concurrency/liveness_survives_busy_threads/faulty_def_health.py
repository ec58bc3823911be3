"""The probe is a plain def, and runs in a worker thread."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:  # fault
    return {"status": "ok"}


@app.get("/things")
def things() -> list[str]:
    return ["one"]
