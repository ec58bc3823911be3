"""A cache that answers everybody with the user who asked first."""

from contextlib import suppress

from pydantic import ValidationError
from redis.exceptions import RedisError

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.models.schemas import UserRead
from reference_app.routes.dependencies import CurrentUser, ResourcesDep

KEY = "catalogue:whoami"

app = create_app()


@app.get("/whoami", responses=responses(401), tags=["users"])
async def who_am_i(me: CurrentUser, resources: ResourcesDep) -> UserRead:
    """Return the user who asks."""
    with suppress(RedisError, ValidationError):
        stored = await resources.redis.get(KEY)  # fault
        if stored is not None:
            return UserRead.model_validate_json(stored)
    shown = UserRead.model_validate(me)
    with suppress(RedisError):
        await resources.redis.set(KEY, shown.model_dump_json(), ex=60)
    return shown
