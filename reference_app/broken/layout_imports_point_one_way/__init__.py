"""A service that is built on a module with operations."""

from reference_app.broken.layout_imports_point_one_way.prices import router
from reference_app.main import create_app

app = create_app()
app.include_router(router)
