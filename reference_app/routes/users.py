"""Users: anyone may register, everyone sees only themselves."""

from fastapi import APIRouter, HTTPException, Request, Response

from reference_app.database import users
from reference_app.errors import responses
from reference_app.models.schemas import UserCreate, UserRead
from reference_app.models.tables import User
from reference_app.routes.dependencies import CurrentUser, PathId, ResourcesDep, SessionDep

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", status_code=201, response_model=UserRead, responses=responses(400, 409, 413, 422))
async def register(
    request: Request, response: Response, body: UserCreate, resources: ResourcesDep, session: SessionDep
) -> User:
    """Create a user."""
    password_hash = await resources.passwords.hash(body.password.get_secret_value())
    try:
        user = await users.add(session, body.username, password_hash)
    except users.UsernameTaken:
        raise HTTPException(409, "This name is taken.") from None
    await session.commit()
    response.headers["Location"] = request.app.url_path_for("read_user", user_id=user.id)
    return user


@router.get("/me", response_model=UserRead, responses=responses(401))
async def read_me(me: CurrentUser) -> User:
    """Return the user who asks."""
    return me


@router.get("/{user_id}", response_model=UserRead, responses=responses(401, 404, 422))
async def read_user(user_id: PathId, me: CurrentUser) -> User:
    """Return a user; others than oneself might as well not exist."""
    if user_id != me.id:
        raise HTTPException(404, "There is no such user.")
    return me
