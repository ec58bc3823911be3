"""The app and its one router."""

from fastapi import APIRouter

from tests.checks.errors._base import make_app
from tests.checks.errors.nothing_internal_shows.faulty_sqlalchemy_error import queries

router = APIRouter(prefix="/members")


@router.get("")
def list_members() -> list[str]:
    return queries.names()


app = make_app("detail")
app.include_router(router)
