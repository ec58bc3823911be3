from pydantic import BaseModel, ConfigDict


class OrderIn(BaseModel):
    name: str


class OrderOut(OrderIn):
    model_config = ConfigDict(from_attributes=True)
    id: int
