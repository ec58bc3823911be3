"""An API that says 503 to whoever comes first after a restart, though the database is there."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.checks.dependencies._postgresql import PSYCOPG


def make_engine(url: str):
    return create_engine(url, pool_size=3)  # fault


engine = make_engine(PSYCOPG)
app = FastAPI()


@app.exception_handler(OperationalError)
async def unavailable(request: Request, error: OperationalError) -> JSONResponse:
    return JSONResponse({"detail": "try again"}, 503, {"retry-after": "1"})


@app.get("/version", responses={503: {"description": "The database is not there."}})
def version() -> dict[str, str]:
    with engine.connect() as connection:
        return {"version": str(connection.scalar(text("show server_version")))}
