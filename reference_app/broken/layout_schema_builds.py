"""An operation with the id of another one."""

from reference_app.main import create_app

app = create_app()


@app.get("/items/newest/name", operation_id="list_items_items_get", tags=["items"])
async def read_newest_name() -> dict[str, str]:  # fault
    """Return the name of the item that was made last."""
    return {"name": "none"}
