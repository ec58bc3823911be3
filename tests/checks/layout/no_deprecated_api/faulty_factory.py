"""A factory that uses what is deprecated, when it is called."""

from fastapi import APIRouter, FastAPI


def app() -> FastAPI:
    made = FastAPI()
    router = APIRouter()
    router.on_event("shutdown")(print)  # fault

    @router.get("/items")
    async def read_items() -> list[str]:
        return []

    made.include_router(router)
    return made
