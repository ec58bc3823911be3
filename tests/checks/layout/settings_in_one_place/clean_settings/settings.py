import os

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    colour: str = "red"
    debug: bool = bool(os.getenv("SHOP_DEBUG"))
