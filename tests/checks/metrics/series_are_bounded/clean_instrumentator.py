"""prometheus-fastapi-instrumentator as its readme has it."""

from fastapi import APIRouter, FastAPI
from prometheus_fastapi_instrumentator import Instrumentator

app = FastAPI()
router = APIRouter(prefix="/v1")


@router.get("/users/{user_id}")
def read_user(user_id: str) -> str:
    return user_id


app.include_router(router)
Instrumentator().instrument(app).expose(app, include_in_schema=False)
