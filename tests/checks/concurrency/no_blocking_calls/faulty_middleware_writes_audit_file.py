"""Every request is written to an audit file by a middleware."""

import json
import tempfile
from pathlib import Path

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
AUDIT = Path(tempfile.gettempdir()) / "conformance-audit.log"


class Audit:
    def __init__(self, app: ASGIApp, path: Path) -> None:
        self.app, self.path = app, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._note({"method": scope["method"], "path": scope["path"]})
        await self.app(scope, receive, send)

    def _note(self, entry: dict[str, str]) -> None:
        with self.path.open("a", encoding="utf-8") as file:  # fault
            file.write(json.dumps(entry) + "\n")  # fault


app = FastAPI()
app.add_middleware(Audit, path=AUDIT)


@app.get("/items")
async def list_items() -> list[int]:
    return [1, 2]


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    return {"id": item_id}
