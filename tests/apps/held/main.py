"""Puts the service together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from tests.apps.held import blocking, clean, stores, surroundings
from tests.apps.held.blocking import layers
from tests.apps.held.vendors.ledger import Ledger


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with surroundings.opened():
        async with stores.opened():
            app.state.ledger = Ledger()
            writing = asyncio.create_task(app.state.ledger.write())
            yield
            writing.cancel()


app = FastAPI(lifespan=lifespan)
app.include_router(blocking.router)
app.include_router(clean.router)
layers.install(app)
