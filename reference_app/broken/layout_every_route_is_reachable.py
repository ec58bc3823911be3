"""An operation that comes after one that takes its path."""

from reference_app.main import create_app

app = create_app()


@app.get("/items/newest", tags=["items"])
async def read_newest_item() -> dict[str, str]:  # fault
    """Return the item that was made last."""
    return {"name": "none"}
