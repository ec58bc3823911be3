"""An operation that awaits the database as it should, and then hashes for a tenth of a second where it should not."""

import hashlib

from fastapi import HTTPException

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import PathId, SessionDep

app = create_app()


@app.get("/items/{item_id}/seal", responses=responses(404, 422), tags=["items"])
async def read_seal(item_id: PathId, session: SessionDep) -> dict[str, str]:
    """Return what proves an item's name."""
    item = await items.find(session, item_id)
    if item is None:
        raise HTTPException(404, "There is no such item.")
    return {"seal": _seal(item.name)}


def _seal(name: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", name.encode(), b"catalogue", 400_000).hex()  # fault
