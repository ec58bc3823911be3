"""What is not asked for is refused; what callers may choose is asked for: a key, a role among others, a moment."""

from datetime import UTC, datetime
from typing import Literal

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, Field

from tests.checks.security._hardened import hardened

app = hardened()


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Event(Strict):
    id: str = Field(min_length=3, max_length=40)
    role: Literal["host", "guest"] = "guest"
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    points: int = 0


class Title(Strict):
    title: str


class Numbered(Title):
    id: int
    is_admin: bool = False


events: dict[str, Event] = {}
titles: dict[int, Numbered] = {}


@app.post("/events", status_code=201)
def add(body: Event) -> Event:
    events[body.id] = body
    return body


@app.get("/events/{event_id}")
def event(event_id: str) -> Event:
    if event_id not in events:
        raise HTTPException(404, "no such event")
    return events[event_id]


@app.post("/titles", status_code=201)
def name(body: Title) -> Numbered:
    number = len(titles) + 1
    titles[number] = Numbered(id=number, title=body.title)
    return titles[number]


@app.get("/titles/{title_id}")
def title(title_id: int) -> Numbered:
    if title_id not in titles:
        raise HTTPException(404, "no such title")
    return titles[title_id]
