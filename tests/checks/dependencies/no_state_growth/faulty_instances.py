"""A service is made for every request and registers itself; what it computes is cached with it."""

from functools import cache

from fastapi import APIRouter, Depends, FastAPI


class Prices:
    instances: list["Prices"] = []

    def __init__(self) -> None:
        Prices.instances.append(self)  # fault

    @cache  # noqa: B019  # fault
    def of(self, name: str) -> float:
        return float(len(name))


router = APIRouter(prefix="/prices")


@router.get("/apple")
def apple(prices: Prices = Depends(Prices)) -> float:
    return prices.of("apple")


app = FastAPI()
app.include_router(router)
