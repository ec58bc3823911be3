"""Defaults are safe, and secrets stay secret."""

import pytest
from pydantic import SecretStr, ValidationError

from reference_app.settings import Settings

URL = SecretStr("postgresql+asyncpg://me:canary@localhost/db")


def test_there_is_no_default_secret_key() -> None:
    assert Settings().secret_key != Settings().secret_key


def test_secrets_do_not_show() -> None:
    settings = Settings(
        database_url=URL, redis_url=URL, secret_key=SecretStr("canary" * 10), demo_password=SecretStr("canary")
    )
    assert "canary" not in repr(settings)


def test_a_short_secret_key_is_refused_without_showing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_SECRET_KEY", "canary")
    with pytest.raises(ValidationError, match="secret_key") as caught:
        Settings()
    assert "canary" not in str(caught.value)


def test_the_well_known_demo_user_exists_in_a_throwaway_database_only() -> None:
    assert Settings().seeded_password() == "demo-password"
    assert Settings(database_url=URL).seeded_password() is None
    assert Settings(database_url=URL, demo_password=SecretStr("chosen")).seeded_password() == "chosen"
