"""A dependency loads the object and leaves it to others that there is none: AttributeError, 500."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes",)

app = make_app("problem")


@dataclass
class Team:
    id: int
    name: str


TEAMS = {1: Team(1, "red"), 2: Team(2, "blue")}


class Load:
    def __call__(self, team_id: int) -> Team | None:
        return TEAMS.get(team_id)  # fault


@app.get("/teams")
async def list_teams() -> list[Team]:
    return list(TEAMS.values())


@app.get("/teams/{team_id}")
async def read_team(team: Annotated[Team, Depends(Load())]) -> dict[str, str]:
    return {"name": team.name}  # fault
