from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    colour: str = "red"
