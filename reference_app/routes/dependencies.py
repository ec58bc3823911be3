"""What operations ask for by type."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Request
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy.ext.asyncio import AsyncSession

from reference_app.database import users
from reference_app.models.schemas import LARGEST_ID
from reference_app.models.tables import User
from reference_app.resources import Resources

bearer = OAuth2PasswordBearer(tokenUrl="login")


async def _resources(request: Request) -> Resources:
    resources: Resources = request.app.state.resources
    return resources


ResourcesDep = Annotated[Resources, Depends(_resources)]


async def _session(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    # Operations commit before they return: code after the yield may run when the response is out already.
    async with resources.sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(_session)]


async def _current_user(token: Annotated[str, Depends(bearer)], resources: ResourcesDep, session: SessionDep) -> User:
    user_id = resources.tokens.read(token)
    user = None if user_id is None else await users.find(session, user_id)
    if user is None:
        raise HTTPException(
            401, "The token is not valid.", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
        )
    return user


CurrentUser = Annotated[User, Depends(_current_user)]
PathId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[1])]
