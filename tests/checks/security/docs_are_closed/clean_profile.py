"""Documentation where a profile says so, and it does not; an app that is mounted and has none either."""

from enum import StrEnum

from fastapi import FastAPI
from pydantic_settings import BaseSettings, SettingsConfigDict
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tests.checks.security._hardened import Careful


class Stage(StrEnum):
    LOCAL = "local"
    PRODUCTION = "production"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CONFORMANCE_TEST_DOCS_")
    stage: Stage = Stage.PRODUCTION

    @property
    def openapi(self) -> str | None:
        return "/openapi.json" if self.stage is Stage.LOCAL else None


settings = Settings()
app = FastAPI(openapi_url=settings.openapi, docs_url="/docs" if settings.openapi else None)
app.add_middleware(Careful)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])
admin = FastAPI(openapi_url=None, docs_url="/docs")


@app.get("/things")
def things() -> list[int]:
    return [1]


@admin.get("/counts")
def counts() -> dict[str, int]:
    return {"things": 1}


app.mount("/admin", admin)
