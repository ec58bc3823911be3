"""Labels are printed by a library that looks for its owner in the thread."""

import threading
from typing import Annotated

from fastapi import Header

from reference_app.errors import responses
from reference_app.main import create_app

app = create_app()
_print_job = threading.local()


@app.get("/label", responses=responses(422), tags=["items"])
def print_label(visitor: Annotated[str, Header()] = "nobody") -> dict[str, int]:
    """Return how long the label of a visitor is."""
    _print_job.owner = visitor.strip()  # fault
    return {"characters": _characters(visitor)}


def _characters(text: str) -> int:
    return len(text)
