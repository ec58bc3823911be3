from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CONFORMANCE_TEST_FACTORY_")
    title: str = "shop"
