"""An answer that accepts repeats what was sent, a made token included: only refusals are judged here."""

import secrets

from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app

app = make_app("envelope")


class Webhook(BaseModel):
    url: str = Field(min_length=1)
    secret: str = Field(min_length=1)
    events: list[Text] = Field(max_length=5)


@app.post("/webhooks", status_code=201)
async def create_webhook(webhook: Webhook) -> Webhook:
    return webhook


@app.post("/tokens", status_code=201)
async def create_token() -> dict[str, str]:
    return {"token": secrets.token_urlsafe()}
