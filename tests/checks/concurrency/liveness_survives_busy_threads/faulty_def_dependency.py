"""The probe is async, but settings are handed to it by a dependency that is not."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel


class Settings(BaseModel):
    version: str = "1.2"


def get_settings() -> Settings:  # fault
    return Settings()


router = APIRouter(prefix="/internal")


@router.get("/live")
async def live(settings: Annotated[Settings, Depends(get_settings)]) -> dict[str, str]:
    return {"version": settings.version}


@router.get("/ready")
def ready() -> str:
    return "ready"


app = FastAPI()
app.include_router(router)
