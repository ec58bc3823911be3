"""A form field is parsed by hand: base64 and JSON of whatever was sent."""

import base64
import json
from typing import Annotated

from fastapi import Form

from tests.checks.errors._base import make_app

app = make_app("detail")
EXAMPLE = base64.b64encode(b'{"name": "a"}').decode()


@app.post("/import")
def import_state(state: Annotated[str, Form(examples=[EXAMPLE])]) -> dict[str, bool]:
    document = json.loads(base64.b64decode(state))  # fault
    return {"named": "name" in document}  # fault
