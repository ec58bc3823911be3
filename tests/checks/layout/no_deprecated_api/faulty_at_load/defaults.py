from pydantic import BaseModel


class Defaults(BaseModel):
    colour: str = "red"


DEFAULTS = Defaults.parse_obj({"colour": "blue"}).model_dump()  # fault
