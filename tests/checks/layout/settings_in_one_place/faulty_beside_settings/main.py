import os as system

from fastapi import FastAPI

from .core import Settings

app = FastAPI()
settings = Settings()


@app.get("/mode")
def read_mode() -> str:
    if "SHOP_MODE" in system.environ:
        return system.environ["SHOP_MODE"]  # fault
    return settings.colour
