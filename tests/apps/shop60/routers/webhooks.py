"""Webhooks: created ones are known by their Location only."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, HTTPException, Response
from pydantic import BaseModel, Field, HttpUrl

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


class Webhook(BaseModel):
    url: HttpUrl
    events: list[Literal["order.placed", "order.shipped"]] = Field(min_length=1)
    secret: str = Field(min_length=16, max_length=64)


@router.post("", status_code=201, response_class=Response)
async def create_webhook(webhook: Webhook, user: CurrentUser):
    webhook_id = store.new_uuid()
    store.webhooks[webhook_id] = {"user_id": user["id"], **webhook.model_dump(mode="json")}
    return Response(status_code=201, headers={"Location": f"/webhooks/{webhook_id}"})


@router.delete("/{webhook_id}", status_code=204)
async def delete_webhook(webhook_id: UUID, user: CurrentUser):
    found = store.webhooks.get(webhook_id)
    if found is None or found["user_id"] != user["id"]:
        raise HTTPException(status_code=404, detail="Webhook not found")
    del store.webhooks[webhook_id]
