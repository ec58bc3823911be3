"""A token endpoint that sleeps a little for each wrong password, and goes on."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordRequestForm

from tests.checks.security._hardened import hardened

app = hardened()
router = APIRouter(prefix="/api/v1/auth")


@router.post("/access-token")
async def access_token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:  # fault
    await asyncio.sleep(0.01)
    raise HTTPException(400, "wrong name or password")


app.include_router(router)
