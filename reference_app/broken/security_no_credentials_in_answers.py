"""A user is answered as the table has it."""

from typing import Any

from fastapi import HTTPException

from reference_app.database import users
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import CurrentUser, SessionDep

app = create_app()


@app.get("/account", responses=responses(401, 404), tags=["users"])
async def read_account(me: CurrentUser, session: SessionDep) -> dict[str, Any]:  # fault
    """Return all there is about who asks."""
    user = await users.find(session, me.id)
    if user is None:
        raise HTTPException(404, "There is no such user.")
    return {name: value for name, value in vars(user).items() if not name.startswith("_")}
