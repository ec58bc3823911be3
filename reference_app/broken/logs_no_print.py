"""An endpoint prints."""

from reference_app.main import create_app

app = create_app()


@app.get("/printed", tags=["items"])
async def printed() -> list[str]:
    """Return nothing, and print so."""
    print("nothing is asked for")  # fault
    return []
