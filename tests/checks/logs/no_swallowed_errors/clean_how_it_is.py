"""Who asks how the app is is told what is down; a counter counts what fails elsewhere."""

from fastapi import FastAPI
from prometheus_client import CollectorRegistry, Counter

FAILURES = Counter("cache_failures", "Failures.", registry=CollectorRegistry())
app = FastAPI()


def ping() -> None:
    return None


@app.get("/health")
async def health() -> dict[str, str]:
    checks = {}
    try:
        ping()
        checks["database"] = "up"
    except Exception:
        checks["database"] = "down"
    return checks


@app.get("/cached/{name}")
async def cached(name: str) -> str:
    try:
        return name.upper()
    except Exception:
        FAILURES.inc()
        return name


@app.get("/ready")
async def ready() -> bool:
    try:
        ping()
        return True
    except Exception:
        return False
