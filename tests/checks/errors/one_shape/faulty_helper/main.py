"""The app and its routers."""

from tests.checks.errors._base import make_app
from tests.checks.errors.one_shape.faulty_helper.routes import router

app = make_app("detail")
app.include_router(router)
