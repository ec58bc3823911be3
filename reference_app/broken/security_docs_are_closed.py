"""An app mounted in the service shows its documentation to everybody."""

from fastapi import FastAPI

from reference_app.main import create_app

app = create_app()
partners = FastAPI(title="Partners")  # fault


@partners.get("/prices")
async def read_prices() -> list[int]:
    """Return what partners pay."""
    return [2499]


app.mount("/partners", partners)
