"""What the tests of checks share."""

from __future__ import annotations

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the lightest parameters, whatever an app asks for."""
    original = Argon2Hasher.__init__
    monkeypatch.setattr(
        Argon2Hasher, "__init__", lambda self, **_: original(self, time_cost=1, memory_cost=8, parallelism=1)
    )
