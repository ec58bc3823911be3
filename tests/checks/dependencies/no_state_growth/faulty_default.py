"""The default of an argument is one list for all calls."""

from fastapi import APIRouter, FastAPI

router = APIRouter()


def trail(page: str, seen: list[str] = []) -> list[str]:  # noqa: B006
    seen.append(page)  # fault
    return seen[-3:]


@router.get("/pages/{page}")
def read_page(page: str) -> dict[str, list[str]]:
    return {"trail": trail(page)}


app = FastAPI()
app.include_router(router)
