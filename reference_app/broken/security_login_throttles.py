"""A second way to log in has no brake."""

from typing import Annotated

from fastapi import Form, HTTPException

from reference_app.database import users
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import LoginForm
from reference_app.routes.dependencies import ResourcesDep, SessionDep

app = create_app()


@app.post("/sessions", responses=responses(400, 401, 413, 422), tags=["login"])
async def begin_session(  # fault
    form: Annotated[LoginForm, Form()], resources: ResourcesDep, session: SessionDep
) -> dict[str, str]:
    """Exchange name and password for a token, in another way."""
    user = await users.find_by_username(session, form.username)
    if user is None or not await resources.passwords.verify(form.password.get_secret_value(), user.password_hash):
        raise HTTPException(401, "Wrong name or password.", headers={"WWW-Authenticate": "Bearer"})
    return {"access_token": resources.tokens.issue(user.id)}
