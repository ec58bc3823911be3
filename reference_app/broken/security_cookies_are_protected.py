"""A token is kept in a cookie that every script may read."""

from fastapi import Response

from reference_app.errors import responses
from reference_app.main import create_app
from reference_app.routes.dependencies import CurrentUser, ResourcesDep

app = create_app()


@app.post("/sessions", status_code=204, response_class=Response, responses=responses(401), tags=["login"])
async def begin_session(me: CurrentUser, resources: ResourcesDep, response: Response) -> None:
    """Let a browser keep a token by itself."""
    response.set_cookie("session", resources.tokens.issue(me.id), secure=True)  # fault
