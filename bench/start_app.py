"""Start the app that a target names, inside its own virtual environment, and print what it says of itself as JSON.

Usage: start_app.py MODULE:ATTR [PATH ...]; each PATH is asked for with GET.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
import time
from typing import Any

import httpx
from fastapi import FastAPI

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def main(target: str, paths: list[str]) -> None:
    """Print the last line of standard output: operations in OpenAPI, status by path and seconds to start."""
    begun = time.perf_counter()
    app = load(target)
    print("\n" + json.dumps(asyncio.run(start(app, paths, begun))), flush=True)


def load(target: str) -> FastAPI:
    """Return the app of `MODULE:ATTR`, called when it is a factory."""
    sys.path.insert(0, "")
    module, _, attribute = target.partition(":")
    found: Any = getattr(importlib.import_module(module), attribute)
    app = found if isinstance(found, FastAPI) else found()
    if not isinstance(app, FastAPI):
        raise TypeError(f"{target} is a {type(app).__name__}, not a FastAPI app")
    return app


async def start(app: FastAPI, paths: list[str], begun: float) -> dict[str, Any]:
    """Enter the lifespan, then ask for each path and for the schema."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        started = time.perf_counter() - begun
        statuses = {path: (await client.get(path)).status_code for path in paths}
        return {"openapi": operations(app.openapi()), "statuses": statuses, "started": round(started, 1)}


def operations(schema: dict[str, Any]) -> int:
    """Count the operations that an OpenAPI document lists."""
    return sum(method in METHODS for path in schema["paths"].values() for method in path)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
