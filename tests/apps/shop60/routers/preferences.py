"""Settings of the shop."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from tests.apps.shop60 import store

router = APIRouter(prefix="/settings", tags=["settings"])
Key = Literal["currency", "language", "theme"]


class Setting(BaseModel):
    value: str | int | bool


@router.get("/{key}")
async def read_setting(key: str) -> dict[str, Any]:
    if key not in store.settings:
        raise HTTPException(status_code=404, detail="Setting not found")
    return {"key": key, "value": store.settings[key]}


@router.put("/{key}")
async def write_setting(key: Key, setting: Setting) -> dict[str, Any]:
    store.settings[key] = setting.value
    return {"key": key, "value": setting.value}
