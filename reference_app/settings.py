"""Every setting of the service; nothing else reads the environment."""

import secrets
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

THROWAWAY_DEMO_PASSWORD = "demo-password"


class Settings(BaseSettings):
    """Read from variables called ``CATALOGUE_...``, checked before the first request."""

    model_config = SettingsConfigDict(
        env_prefix="CATALOGUE_", env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    database_url: SecretStr | None = Field(
        default=None, description="postgresql+asyncpg://... or sqlite+aiosqlite:///...; unset: a temporary SQLite file."
    )
    database_pool: int = Field(default=10, ge=1, le=100, description="Connections held by one process at most.")
    prepare_database: bool = Field(
        default=True, description="Create tables and demo user at startup; off: a job does it."
    )
    redis_url: SecretStr | None = Field(default=None, description="redis://... ; unset: an embedded one.")
    redis_prefix: str = Field(
        default="catalogue", description="What every key starts with, for a Redis that is shared."
    )
    cache_seconds: int = Field(default=60, ge=1, description="How long a cached item may be served.")
    secret_key: SecretStr = Field(
        default_factory=lambda: SecretStr(secrets.token_urlsafe(48)),
        min_length=32,
        description="Signs tokens; unset: random, so that tokens end with the process.",
    )
    token_minutes: int = Field(default=30, ge=1, le=24 * 60)
    demo_username: str = "demo"
    demo_password: SecretStr | None = Field(
        default=None, description="Unset: `demo-password` in a temporary database, no demo user in one that lasts."
    )
    max_body_bytes: int = Field(default=1_000_000, ge=1)
    hosts: frozenset[str] = Field(
        default=frozenset({"localhost", "127.0.0.1"}), description="Names the service answers under; others are 400."
    )
    cors_origins: frozenset[str] = Field(
        default=frozenset(), description="Origins whose pages may call; none by default."
    )
    docs: bool = Field(default=False, description="Serve /docs and /openapi.json.")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    metrics_directory: Path | None = Field(
        default=None,
        validation_alias="PROMETHEUS_MULTIPROC_DIR",
        description="Where several workers of one host add up their metrics; prometheus-client's own variable.",
    )

    def seeded_password(self) -> str | None:
        """Return the demo user's password: a well-known one only where the data does not last."""
        if self.demo_password is not None:
            return self.demo_password.get_secret_value()
        return THROWAWAY_DEMO_PASSWORD if self.database_url is None else None
