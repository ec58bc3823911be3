"""An operation asks for a token, and is content with any."""

from typing import Annotated

from fastapi import Depends

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import bearer

app = create_app()


@app.get("/statistics", responses=responses(401), tags=["items"])
async def read_statistics(_token: Annotated[str, Depends(bearer)]) -> dict[str, int]:  # fault
    """Return figures for those who are logged in."""
    return {"visitors": 7}
