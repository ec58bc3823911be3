"""The list is looked for among the caller's, and the task in it among everybody's."""

from itertools import count
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]
lists: dict[int, dict[str, Any]] = {}
tasks: dict[int, dict[str, Any]] = {}
numbers = count(1)


class Named(BaseModel):
    name: str


def own_list(list_id: int, user: User) -> dict[str, Any]:
    if list_id not in lists or lists[list_id]["by"] != user:
        raise HTTPException(404, "no such list")
    return lists[list_id]


Own = Annotated[dict[str, Any], Depends(own_list)]
router = APIRouter(prefix="/lists")


@router.post("", status_code=201)
def start(body: Named, user: User) -> dict[str, Any]:
    number = next(numbers)
    lists[number] = {"id": number, "name": body.name, "by": user}
    return lists[number]


@router.get("")
def listed(user: User) -> list[dict[str, Any]]:
    return [one for one in lists.values() if one["by"] == user]


@router.post("/{list_id}/tasks", status_code=201)
def add(own: Own, body: Named) -> dict[str, Any]:
    number = next(numbers)
    tasks[number] = {"id": number, "name": body.name, "list_id": own["id"]}
    return tasks[number]


@router.get("/{list_id}/tasks")
def tasks_of(own: Own) -> list[dict[str, Any]]:
    return [one for one in tasks.values() if one["list_id"] == own["id"]]


@router.get("/{list_id}/tasks/{task_id}")
def task(own: Own, task_id: int) -> dict[str, Any]:  # fault
    if task_id not in tasks:
        raise HTTPException(404, "no such task")
    return tasks[task_id]


app.include_router(router)
