"""A setting that is read where it is needed, past the settings."""

import os

from reference_app.main import create_app

app = create_app()


@app.get("/greeting", tags=["items"])
async def read_greeting() -> str:
    """Return a few friendly words."""
    return os.environ.get("CATALOGUE_GREETING", "Good day.")  # fault
