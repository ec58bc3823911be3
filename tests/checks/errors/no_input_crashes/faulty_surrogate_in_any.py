"""A value of any type may hold a lone surrogate, which str.encode refuses."""

import hashlib
from typing import Any

from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Event(BaseModel):
    kind: Text
    payload: dict[str, Any] = {}


@app.post("/events")
async def fingerprint(event: Event) -> dict[str, str]:
    text = "".join(f"{key}={value}" for key, value in sorted(event.payload.items()))
    return {"sha256": hashlib.sha256(text.encode()).hexdigest()}  # fault
