"""An operation that says nothing of what it answers."""

from reference_app.main import create_app

app = create_app()


@app.get("/version", tags=["monitoring"])
async def read_version():  # type: ignore[no-untyped-def]  # fault
    """Return the version of the service."""
    return {"version": app.version}
