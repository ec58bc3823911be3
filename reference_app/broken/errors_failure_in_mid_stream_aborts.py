"""An export that ends quietly when reading fails: the client stores half of it and takes it for the whole."""

import logging
from collections.abc import AsyncIterator

from fastapi.responses import StreamingResponse

from reference_app.database import items
from reference_app.main import create_app
from reference_app.resources import Resources
from reference_app.routes.dependencies import ResourcesDep

logger = logging.getLogger(__name__)
app = create_app()


@app.get(
    "/exports/names",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    tags=["items"],
)
async def export_names(resources: ResourcesDep) -> StreamingResponse:
    """Stream the names of all items, one per line."""
    return StreamingResponse(_names(resources), media_type="text/plain")


async def _names(resources: Resources) -> AsyncIterator[str]:
    yield "name\n"
    try:
        async for page in items.pages(resources.sessions, 200):
            yield "".join(f"{item.name}\n" for item in page)
    except Exception:  # fault
        logger.exception("export of names failed")
