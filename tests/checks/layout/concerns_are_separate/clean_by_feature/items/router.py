from fastapi import APIRouter
from pydantic import BaseModel

from . import service
from .models import ItemRow
from .schemas import Item

router = APIRouter()


class Filter(BaseModel):
    name: str


@router.get("/items/first")
def read_first_items() -> list[Item]:
    return service.everything()


@router.get("/items/second")
def read_second_items() -> list[Item]:
    return service.everything()


@router.get("/items/third")
def read_third_items() -> list[Item]:
    return service.everything()


@router.get("/items/fourth")
def read_fourth_items() -> list[Item]:
    return service.everything()


@router.get("/items/fifth")
def read_fifth_items() -> list[Item]:
    return service.everything()


@router.get("/items/sixth")
def read_sixth_items() -> list[Item]:
    return service.everything()


@router.get("/items/seventh")
def read_seventh_items() -> list[Item]:
    return service.everything()


@router.get("/items/eighth")
def read_eighth_items() -> list[Item]:
    return service.everything()


@router.get("/items/ninth")
def read_ninth_items() -> list[Item]:
    return service.everything()


@router.get("/items/tenth")
def read_tenth_items() -> list[Item]:
    return service.everything()
