"""What people register with is logged, password and all."""

import logging

from pydantic import BaseModel, Field

from reference_app.main import create_app

app = create_app()
logger = logging.getLogger(__name__)


class NewPassword(BaseModel):
    """A password that somebody wants to have."""

    password: str = Field(min_length=12)


@app.post("/users/password-check", tags=["users"])
async def check_password(body: NewPassword) -> dict[str, bool]:
    """Tell whether a password is good enough."""
    logger.info("checked %s", body)  # fault
    return {"good": True}
