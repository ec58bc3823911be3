"""Teams and who is in them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Response
from pydantic import BaseModel, Field

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/teams", tags=["teams"])


class TeamIn(BaseModel):
    name: str = Field(min_length=2, max_length=60)


class Team(TeamIn):
    id: int
    owner_id: int


class MemberIn(BaseModel):
    user_id: int
    title: Literal["buyer", "seller", "clerk"] = "clerk"


class ExistingTeam:
    def __call__(self, team_id: int) -> store.Row:
        if team_id not in store.teams:
            raise HTTPException(status_code=404, detail="Team not found")
        return store.teams[team_id]


TeamRow = Annotated[store.Row, Depends(ExistingTeam())]


@router.get("", response_model=list[Team])
def list_teams():
    return list(store.teams.values())


@router.post("", response_model=Team, status_code=201)
def create_team(team: TeamIn, user: CurrentUser):
    if any(other["name"].lower() == team.name.lower() for other in store.teams.values()):
        raise HTTPException(status_code=409, detail="A team of that name exists")
    team_id = store.next_id("teams")
    store.teams[team_id] = {"id": team_id, "owner_id": user["id"], "name": team.name}
    store.members[team_id] = {}
    return store.teams[team_id]


@router.get("/{team_id}", response_model=Team)
def read_team(team: TeamRow):
    return team


@router.delete("/{team_id}", status_code=204)
def delete_team(team: TeamRow):
    del store.teams[team["id"]]
    store.members.pop(team["id"], None)
    return Response(status_code=204)


@router.get("/{team_id}/members")
def list_members(team: TeamRow):
    return {"members": list(store.members[team["id"]].values())}


@router.post("/{team_id}/members", status_code=201)
def add_member(team: TeamRow, member: MemberIn):
    if member.user_id not in store.users:
        raise HTTPException(status_code=422, detail="No such user")
    if member.user_id in store.members[team["id"]]:
        raise HTTPException(status_code=409, detail="Already a member")
    store.members[team["id"]][member.user_id] = member.model_dump()
    return {"team_id": team["id"], "member": member}


@router.delete("/{team_id}/members/{user_id}", status_code=204)
def remove_member(team: TeamRow, user_id: int):
    if user_id not in store.members[team["id"]]:
        raise HTTPException(status_code=404, detail="Not a member")
    del store.members[team["id"]][user_id]
