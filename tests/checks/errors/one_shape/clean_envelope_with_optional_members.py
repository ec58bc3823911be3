"""One envelope, whose optional members (details, hint, docs) are there only where they help."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("envelope")
router = APIRouter(prefix="/flags", tags=["flags"])
FLAGS = {"dark": True}


class Flag(BaseModel):
    name: Text
    on: bool


@router.put("/{name}")
async def set_flag(name: str, flag: Flag):
    if name != flag.name:
        error = {"code": "name_mismatch", "message": "Path and body disagree", "hint": "Send the same name twice"}
        return JSONResponse({"error": error, "docs": "https://flags.example/docs"}, status_code=409)
    return {"data": flag}


@router.get("/{name}")
async def read_flag(name: str, request: Request):
    if name not in FLAGS:
        raise HTTPException(404, "No such flag")
    return {"data": {"name": name, "on": FLAGS[name]}, "error": None}


app.include_router(router)
