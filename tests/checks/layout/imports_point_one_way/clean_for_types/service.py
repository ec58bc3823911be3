from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .routes import Asked


def found(asked: Asked) -> list[str]:
    return [asked.name]
