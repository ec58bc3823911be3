from fastapi import APIRouter

from ..database.engine import engine, sessions
from ..models import Item, ItemRow
from ..settings import Settings

settings = Settings()
router = APIRouter()


@router.get("/items/first")
def read_first_items() -> list[Item]:
    return []


@router.get("/items/second")
def read_second_items() -> list[Item]:
    return []


@router.get("/items/third")
def read_third_items() -> list[Item]:
    return []


@router.get("/items/fourth")
def read_fourth_items() -> list[Item]:
    return []


@router.get("/items/fifth")
def read_fifth_items() -> list[Item]:
    return []


@router.get("/items/sixth")
def read_sixth_items() -> list[Item]:
    return []


@router.get("/items/seventh")
def read_seventh_items() -> list[Item]:
    return []


@router.get("/items/eighth")
def read_eighth_items() -> list[Item]:
    return []


@router.get("/items/ninth")
def read_ninth_items() -> list[Item]:
    return []


@router.get("/items/tenth")
def read_tenth_items() -> list[Item]:
    return []
