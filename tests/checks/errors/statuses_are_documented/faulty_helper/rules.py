"""What may not be."""

from fastapi import HTTPException


def refuse_twin(name: str, names: set[str]) -> None:
    if name in names:
        raise HTTPException(409, "That name is taken")  # fault
