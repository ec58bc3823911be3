"""Tokens are signed with a key that stands here."""

from pydantic import SecretStr

from reference_app.main import create_app
from reference_app.settings import Settings

app = create_app(Settings(secret_key=SecretStr("a key of thirty-two letters, or a few more")))  # fault
