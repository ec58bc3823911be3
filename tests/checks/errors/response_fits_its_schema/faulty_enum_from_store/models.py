"""What is answered."""

from enum import StrEnum

from pydantic import BaseModel


class State(StrEnum):
    OPEN = "open"
    SENT = "sent"


class Parcel(BaseModel):
    id: int
    state: State  # fault
