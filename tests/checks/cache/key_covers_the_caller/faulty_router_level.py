"""Authentication is the router's, so that fastapi-cache2 does not see it among the arguments."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi_cache import FastAPICache
from fastapi_cache.backends.redis import RedisBackend
from fastapi_cache.decorator import cache

from tests.checks.cache._redis import asynchronous

ALSO = ("cache.corrupt-entry-is-a-miss",)
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    FastAPICache.reset()
    FastAPICache.init(RedisBackend(asynchronous()), prefix="shop")
    yield


def user(request: Request, credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> None:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    request.state.user = USERS[credentials.credentials]


app = FastAPI(lifespan=lifespan)
router = APIRouter(dependencies=[Depends(user)])


@router.get("/me")
@cache(expire=60)
async def me(request: Request) -> dict[str, str]:  # fault
    return {"name": request.state.user}


app.include_router(router)
