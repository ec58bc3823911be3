"""http.client in a thread of the default executor, and nobody who looks at the clock."""

import asyncio
from http.client import HTTPConnection, HTTPException

from fastapi import FastAPI

app = FastAPI()


def _status() -> int:
    connection = HTTPConnection("legacy.internal", 8080)
    try:
        connection.request("GET", "/status")
        return connection.getresponse().status  # fault
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


@app.get("/legacy")
async def legacy() -> dict[str, int]:
    return {"status": await asyncio.get_running_loop().run_in_executor(None, _status)}
