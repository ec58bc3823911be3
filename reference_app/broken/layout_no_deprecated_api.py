"""Something that is done at the end, as it was written before there was a lifespan."""

from reference_app.main import create_app

app = create_app()


@app.on_event("shutdown")  # fault
async def say_goodbye() -> None:
    """Do nothing."""
