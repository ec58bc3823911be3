"""PUT makes what is not there, and DELETE of what is not there is done already: 204."""

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("envelope")


class Setting(BaseModel):
    value: Text


SETTINGS: dict[str, Setting] = {"colour": Setting(value="red")}


@app.put("/settings/{key}")
async def put_setting(key: str, setting: Setting) -> Setting:
    SETTINGS[key] = setting
    return setting


@app.get("/settings/{key}")
async def read_setting(key: str) -> Setting:
    if key not in SETTINGS:
        raise HTTPException(404, "No such setting")
    return SETTINGS[key]


@app.delete("/settings/{key}", status_code=204)
async def delete_setting(key: str) -> None:
    SETTINGS.pop(key, None)
