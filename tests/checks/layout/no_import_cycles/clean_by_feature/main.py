from fastapi import FastAPI

from tests.checks.layout.no_import_cycles.clean_by_feature.items.router import router as items
from tests.checks.layout.no_import_cycles.clean_by_feature.users.router import router as users


def create_app() -> FastAPI:
    app = FastAPI()
    app.include_router(items)
    app.include_router(users)
    return app


app = create_app()
