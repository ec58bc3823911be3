"""What is deprecated elsewhere: in the standard library, and by libraries that ask Pydantic themselves."""

import asyncio
import contextlib
import inspect
import warnings

from fastapi import FastAPI

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    loops = asyncio.get_event_loop_policy()

app = FastAPI(title="Names", contact={"name": "nobody"}, openapi_tags=[{"name": "names"}])


@app.get("/names", tags=["names"])
async def read_names() -> list[str]:
    return [type(loops).__name__]
