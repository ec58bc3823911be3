"""The app and its routers."""

from fastapi import Depends, FastAPI

from tests.apps.shop60.auth import current_user
from tests.apps.shop60.auth import router as auth
from tests.apps.shop60.routers import (
    account,
    carts,
    catalogue,
    coupons,
    files,
    insight,
    orders,
    preferences,
    products,
    teams,
    users,
    webhooks,
)

app = FastAPI(title="Shop", version="3.2.0")


@app.get("/health", tags=["health"])
async def health():
    return {"status": "ok"}


app.include_router(auth)
for module in (
    users,
    account,
    teams,
    catalogue,
    products,
    carts,
    orders,
    coupons,
    files,
    insight,
    webhooks,
    preferences,
):
    app.include_router(module.router, dependencies=[Depends(current_user)])
