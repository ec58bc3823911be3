"""Password for token, as OAuth2 has it."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request

from reference_app.database import users
from reference_app.errors import responses
from reference_app.models.schemas import LoginForm, TokenRead
from reference_app.routes.dependencies import ResourcesDep, SessionDep

router = APIRouter(tags=["login"])


@router.post("/login", responses=responses(400, 401, 413, 422, 429))
async def login(
    request: Request, form: Annotated[LoginForm, Form()], resources: ResourcesDep, session: SessionDep
) -> TokenRead:
    """Exchange name and password for a token."""
    address = request.client.host if request.client else ""
    if await resources.brake.holds(form.username, address):
        raise HTTPException(
            429, "Too many failed logins.", headers={"Retry-After": str(resources.brake.WINDOW_SECONDS)}
        )
    user = await users.find_by_username(session, form.username)
    password_hash = None if user is None else user.password_hash
    fits = await resources.passwords.verify(form.password.get_secret_value(), password_hash)
    if user is None or not fits:
        await resources.brake.count_failure(form.username, address)
        raise HTTPException(401, "Wrong name or password.", headers={"WWW-Authenticate": "Bearer"})
    return TokenRead(
        access_token=resources.tokens.issue(user.id), expires_in=int(resources.tokens.lifetime.total_seconds())
    )
