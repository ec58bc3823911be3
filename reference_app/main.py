"""Puts the service together; ``uvicorn reference_app.main:app`` runs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from reference_app import errors, logs, middleware
from reference_app.metrics import Metrics
from reference_app.resources import open_resources
from reference_app.routes import items, login, monitoring, users
from reference_app.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return a service of its own; nothing is opened before its lifespan begins."""
    settings = settings or Settings()
    logs.configure(settings.log_level)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings) as app.state.resources:
            yield

    app = FastAPI(
        title="Catalogue",
        version="1.0.0",
        summary="Items that anyone may read and their owners may change.",
        lifespan=lifespan,
        openapi_url="/openapi.json" if settings.docs else None,
        redirect_slashes=False,
        responses=errors.responses(500, 503),
    )
    app.state.metrics = Metrics(settings.metrics_directory)
    errors.install(app)
    middleware.install(app, settings, app.state.metrics)
    for module in (items, users, login, monitoring):
        app.include_router(module.router)
    return app


app = create_app()
