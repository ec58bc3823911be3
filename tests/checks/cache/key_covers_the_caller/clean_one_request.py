"""What is looked up once for each request, settings, and countries that are read when the app starts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property, lru_cache
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic_settings import BaseSettings

USERS = {"token-of-ann": {"name": "ann", "country": "AT"}, "token-of-bob": {"name": "bob", "country": "DE"}}


class Settings(BaseSettings):
    greeting: str = "Hello"


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.countries = {"AT": "Austria", "DE": "Germany"}
    yield


app = FastAPI(lifespan=lifespan)


class Context:
    def __init__(
        self, request: Request, credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]
    ) -> None:
        self._request, self._token = request, credentials.credentials

    @cached_property
    def user(self) -> dict[str, str]:
        if self._token not in USERS:
            raise HTTPException(401)
        return USERS[self._token]

    @property
    def country(self) -> str:
        if not hasattr(self._request.state, "country"):
            self._request.state.country = self._request.app.state.countries[self.user["country"]]
        return str(self._request.state.country)


@app.get("/hello")
async def hello(context: Annotated[Context, Depends()], known: Annotated[Settings, Depends(settings)]) -> Any:
    return {"text": f"{known.greeting} {context.user['name']}", "country": context.country}


@app.get("/countries")
async def countries(request: Request, context: Annotated[Context, Depends()]) -> Any:
    return {"countries": request.app.state.countries, "yours": context.country}
