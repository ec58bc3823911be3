from fastapi import FastAPI

from .routes import things_router
from .settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or Settings()
    made = FastAPI(title=settings.title)
    made.include_router(things_router())
    made.include_router(things_router(), prefix="/v2", generate_unique_id_function=lambda route: f"v2_{route.name}")
    return made
