"""A cache of how many items are found, which is none while the database is away, and stays none."""

from contextlib import suppress

from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from reference_app.database import items
from reference_app.main import create_app
from reference_app.routes.dependencies import ResourcesDep, SessionDep

KEY = "catalogue:any"

app = create_app()


@app.get("/any/items", tags=["items"])
async def has_items(session: SessionDep, resources: ResourcesDep) -> dict[str, bool]:
    """Return whether there are items."""
    with suppress(RedisError):
        stored = await resources.redis.get(KEY)
        if stored is not None:
            return {"any": stored == b"yes"}
    try:
        found = bool(await items.page(session, 0, 1, None))
    except SQLAlchemyError:  # fault
        found = False
    with suppress(RedisError):
        await resources.redis.set(KEY, "yes" if found else "no", ex=60)
    return {"any": found}
