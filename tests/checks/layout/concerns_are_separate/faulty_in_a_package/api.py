from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
from pydantic_settings import BaseSettings
from sqlalchemy import Column, Integer, MetaData, Table


class Settings(BaseSettings):
    colour: str = "red"


metadata = MetaData()
orders = Table("orders", metadata, Column("id", Integer, primary_key=True))


class Order(BaseModel):  # fault
    id: int


router = APIRouter()


@router.get("/orders/first")
def read_first_orders() -> list[Order]:
    return []


@router.get("/orders/second")
def read_second_orders() -> list[Order]:
    return []


@router.get("/orders/third")
def read_third_orders() -> list[Order]:
    return []


@router.get("/orders/fourth")
def read_fourth_orders() -> list[Order]:
    return []


@router.get("/orders/fifth")
def read_fifth_orders() -> list[Order]:
    return []


@router.get("/orders/sixth")
def read_sixth_orders() -> list[Order]:
    return []


@router.get("/orders/seventh")
def read_seventh_orders() -> list[Order]:
    return []


@router.get("/orders/eighth")
def read_eighth_orders() -> list[Order]:
    return []


@router.get("/orders/ninth")
def read_ninth_orders() -> list[Order]:
    return []


app = FastAPI()
app.include_router(router)
