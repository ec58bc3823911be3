from fastapi import APIRouter

from .schemas import Thing


def things_router() -> APIRouter:
    router = APIRouter(prefix="/things", tags=["things"])

    @router.get("/{number}")
    def read(number: int) -> Thing:
        return Thing(number=number)

    @router.get("")
    def listed() -> list[Thing]:
        return [Thing(number=1)]

    return router
