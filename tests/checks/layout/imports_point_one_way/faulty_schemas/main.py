from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Named(BaseModel):
    name: str


@app.get("/names")
def read_names() -> list[Named]:
    from .schemas import Item

    return [Item(name="first")]
