"""Projects of several members: who was let in reads and changes, and only who made one deletes it."""

import uuid
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]


@dataclass
class Project:
    name: str
    creator: str
    members: set[str] = field(default_factory=set)


projects: dict[uuid.UUID, Project] = {}


class ProjectIn(BaseModel):
    name: str


class ProjectOut(ProjectIn):
    id: uuid.UUID
    members: int


def shown(key: uuid.UUID, project: Project) -> ProjectOut:
    return ProjectOut(id=key, name=project.name, members=len(project.members))


def membership(project_id: uuid.UUID, user: User) -> Project:
    project = projects.get(project_id)
    if project is None or user not in project.members:
        raise HTTPException(404, "no such project")
    return project


Member = Annotated[Project, Depends(membership)]


@app.post("/projects", status_code=201)
def start(body: ProjectIn, user: User) -> ProjectOut:
    key = uuid.uuid4()
    projects[key] = Project(body.name, user, {user})
    return shown(key, projects[key])


@app.get("/projects")
def listed(user: User) -> list[ProjectOut]:
    return [shown(key, one) for key, one in projects.items() if user in one.members]


@app.get("/projects/{project_id}")
def read(project_id: uuid.UUID, project: Member) -> ProjectOut:
    return shown(project_id, project)


@app.put("/projects/{project_id}")
def change(project_id: uuid.UUID, project: Member, body: ProjectIn) -> ProjectOut:
    project.name = body.name
    return shown(project_id, project)


@app.get("/projects/{project_id}/members")
def members(project: Member) -> list[str]:
    return sorted(project.members)


@app.delete("/projects/{project_id}", status_code=204)
def end(project_id: uuid.UUID, project: Member, user: User) -> None:
    if project.creator != user:
        raise HTTPException(403, "only who made it")
    del projects[project_id]
