"""The probe needs nothing but the loop, beside a readiness probe in a thread."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/health/ready")
def ready() -> dict[str, str]:
    return {"status": "ready"}


@app.get("/readyz")
def readyz() -> str:
    return "ok"
