"""A dependency that logs what goes wrong and raises it on, to where it is logged again."""

import logging
from collections.abc import Iterator

from fastapi import Depends, HTTPException

from reference_app.main import create_app
from reference_app.routes.dependencies import PathId

app = create_app()
logger = logging.getLogger(__name__)


def telling() -> Iterator[None]:
    """Log what the endpoint did not foresee."""
    try:
        yield
    except HTTPException:
        raise
    except Exception:
        logger.exception("failed")  # fault
        raise


@app.get("/items/{item_id}/price", dependencies=[Depends(telling)], tags=["items"])
async def read_price(item_id: PathId) -> dict[str, int]:
    """Return what an item costs."""
    return {"price": item_id}
