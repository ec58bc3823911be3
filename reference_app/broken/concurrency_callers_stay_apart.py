"""A service for all requests that remembers who it works for, and is asked again after it has read the database."""

from typing import Annotated

from fastapi import Header

from reference_app.database import items
from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import SessionDep

app = create_app()


class Recommendations:
    """Suggests items to a visitor."""

    visitor = ""

    async def pick(self, session: SessionDep, visitor: str) -> dict[str, str | int]:
        """Return what a visitor may like."""
        self.visitor = visitor  # fault
        found = await items.page(session, 0, 3, None)
        return {"visitor": self.visitor, "items": len(found)}


recommendations = Recommendations()


@app.get("/recommendations", responses=responses(422), tags=["items"])
async def recommend(session: SessionDep, visitor: Annotated[str, Header()] = "nobody") -> dict[str, str | int]:
    """Return how many items a visitor may like."""
    return await recommendations.pick(session, visitor)
