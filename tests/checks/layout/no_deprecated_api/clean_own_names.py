"""Methods of the old names that are the app's own, and models that have some of those."""

from fastapi import FastAPI
from pydantic import BaseModel


class Settings:
    class Config:
        title = "nothing of Pydantic's"

    def on_event(self, name: str) -> None:
        return None

    def dict(self) -> dict[str, str]:
        return {"colour": "red"}


class Palette(BaseModel):
    colour: str = "red"

    def as_dict(self) -> dict[str, str]:
        return self.model_dump()


settings = Settings()
settings.on_event("startup")
DEFAULTS = {**settings.dict(), **Palette().as_dict()}

app = FastAPI()


@app.get("/defaults")
async def read_defaults() -> dict[str, str]:
    return DEFAULTS
