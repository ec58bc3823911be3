from pydantic import BaseModel


class Thing(BaseModel):
    number: int
