"""A service that answers 404 itself."""

from reference_app.broken.layout_services_do_not_speak_http.services import price
from reference_app.errors import responses
from reference_app.main import create_app

app = create_app()


@app.get("/prices/{number}", responses=responses(404, 422), tags=["items"])
async def read_price(number: int) -> int:
    """Return a price."""
    return price(number)
