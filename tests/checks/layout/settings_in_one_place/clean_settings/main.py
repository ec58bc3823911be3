from fastapi import FastAPI

from .settings import Settings

settings = Settings()
app = FastAPI()


@app.get("/colour")
def read_colour() -> str:
    return settings.colour
