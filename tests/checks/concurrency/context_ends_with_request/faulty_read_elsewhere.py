"""Some routes set the variable, always; others only read it."""

from contextvars import ContextVar

from fastapi import APIRouter, Depends, FastAPI, Header

locale: ContextVar[str] = ContextVar("locale", default="en")


async def use_locale(accept_language: str = Header("en")) -> None:
    locale.set(accept_language[:2])  # fault


app = FastAPI()
shop = APIRouter(prefix="/shop", dependencies=[Depends(use_locale)])


@shop.get("/greeting")
async def greeting() -> dict[str, str]:
    return {"locale": locale.get()}


@app.get("/imprint")
async def imprint() -> dict[str, str]:
    return {"locale": locale.get()}


app.include_router(shop)
