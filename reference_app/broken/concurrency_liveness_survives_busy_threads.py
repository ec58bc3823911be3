"""A second liveness probe, whose settings come from a dependency that runs in a worker thread."""

from typing import Annotated

from fastapi import Depends, Request

from reference_app.main import create_app
from reference_app.models.schemas import Health
from reference_app.resources import Resources

app = create_app()


def _resources(request: Request) -> Resources:  # fault
    resources: Resources = request.app.state.resources
    return resources


@app.get("/alive", include_in_schema=False)
async def alive(resources: Annotated[Resources, Depends(_resources)]) -> Health:
    """Tell that the process serves."""
    return Health()
