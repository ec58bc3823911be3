"""Settings with a default that everybody knows."""

from functools import lru_cache
from typing import Annotated

from fastapi import Depends
from pydantic import SecretStr
from pydantic_settings import BaseSettings
from starlette.middleware.sessions import SessionMiddleware

from tests.checks.security._hardened import hardened


class Settings(BaseSettings):
    title: str = "shop"
    session_secret: SecretStr = SecretStr("changeme")  # fault


@lru_cache
def get_settings() -> Settings:
    return Settings()


app = hardened()
app.add_middleware(SessionMiddleware, secret_key=get_settings().session_secret.get_secret_value(), https_only=True)


@app.get("/title")
def title(settings: Annotated[Settings, Depends(get_settings)]) -> str:
    return settings.title
