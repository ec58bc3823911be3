"""The app and its router."""

from tests.checks.errors._base import make_app
from tests.checks.errors.no_input_crashes.faulty_int_to_database.routes import router

app = make_app("envelope")
app.include_router(router)
