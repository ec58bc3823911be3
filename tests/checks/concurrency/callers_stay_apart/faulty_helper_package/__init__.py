"""The session of the request is kept two modules away."""

from fastapi import Depends, FastAPI

from . import repository
from .session import open_session

app = FastAPI()


@app.get("/reports", dependencies=[Depends(open_session)])
async def reports() -> dict[str, str]:
    return {"prepared_for": await repository.owner()}


@app.get("/exports", dependencies=[Depends(open_session)])
async def exports() -> dict[str, str]:
    return {"exported_for": await repository.owner()}
