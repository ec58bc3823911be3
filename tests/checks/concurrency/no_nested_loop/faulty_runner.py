"""A service class keeps a Runner for each call."""

import asyncio

from fastapi import APIRouter, FastAPI


class Catalogue:
    async def _fetch(self, sku: str) -> str:
        await asyncio.sleep(0)
        return sku.upper()

    def fetch(self, sku: str) -> str:
        with asyncio.Runner() as runner:
            return runner.run(self._fetch(sku))  # fault


router = APIRouter(prefix="/products")
catalogue = Catalogue()


@router.get("/{sku}")
def read_product(sku: str) -> dict[str, str]:
    return {"sku": catalogue.fetch(sku)}


app = FastAPI()
app.include_router(router)
