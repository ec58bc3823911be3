"""The member of a team is the first of a list which is empty for an unknown one: IndexError, 500."""

from fastapi import APIRouter, HTTPException

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("detail")
router = APIRouter(prefix="/teams/{team_id}/members")
MEMBERS = {1: [{"id": 11, "name": "ann"}, {"id": 12, "name": "bob"}]}


@router.get("")
def list_members(team_id: int) -> list[dict[str, int | str]]:
    if team_id not in MEMBERS:
        raise HTTPException(404, "No such team")
    return MEMBERS[team_id]


@router.get("/{member_id}")
def read_member(team_id: int, member_id: int) -> dict[str, int | str]:
    if team_id not in MEMBERS:
        raise HTTPException(404, "No such team")
    return [member for member in MEMBERS[team_id] if member["id"] == member_id][0]  # noqa: RUF015  # fault


app.include_router(router)
