"""A middleware that remembers every path that was asked for."""

from starlette.types import ASGIApp, Receive, Scope, Send

from reference_app.main import create_app


class Visits:
    """Keeps the paths of all requests."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.visited: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.visited.append(scope["path"])  # fault
        await self._app(scope, receive, send)


app = create_app()
app.add_middleware(Visits)
