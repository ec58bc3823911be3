"""A profile that every cache on the way may keep for its owner, and for everybody else."""

from fastapi import Response

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import UserRead
from reference_app.models.tables import User
from reference_app.routes.dependencies import CurrentUser

app = create_app()


@app.get("/profile", response_model=UserRead, responses=responses(401), tags=["users"])
async def read_profile(me: CurrentUser, response: Response) -> User:
    """Return the user who asks."""
    response.headers["Cache-Control"] = "public, max-age=60"  # fault
    return me
