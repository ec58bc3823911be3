"""Blocking while models are made and written."""

import time
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, computed_field, field_serializer, field_validator, model_validator

router = APIRouter()


class Line(BaseModel):
    sku: str
    quantity: int
    tags: list[str]


class Report(BaseModel):
    lines: list[Line]


@router.get("/serialisation", response_model=Report)  # blocks: serialisation
async def serialisation() -> dict[str, list[dict[str, object]]]:  # blocks: serialisation
    line = {"sku": "apple", "quantity": 3, "tags": ["fruit", "red"]}
    return {"lines": [line] * 130_000}  # blocks: serialisation


class Priced(BaseModel):
    cents: int

    @field_serializer("cents")
    def in_euros(self, cents: int) -> str:
        time.sleep(0.02)  # blocks: field-serializer
        return f"{cents / 100} EUR"


@router.get("/field-serializer")
async def field_serialized() -> Priced:
    return Priced(cents=250)


class Rated(BaseModel):
    stars: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def average(self) -> float:
        time.sleep(0.02)  # blocks: computed-field
        return self.stars / 2


@router.get("/computed-field")
async def computed() -> Rated:
    return Rated(stars=4)


class Checked(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def known(cls, name: str) -> str:
        time.sleep(0.02)  # blocks: response-validator
        return name


@router.get("/response-validator", response_model=Checked)
async def response_validated() -> dict[str, str]:
    return {"name": "lamp"}


def _unique(code: str) -> str:
    time.sleep(0.02)  # blocks: body-validator
    return code


class Voucher(BaseModel):
    code: Annotated[str, AfterValidator(_unique)]


@router.post("/body-validator")
async def body_validated(voucher: Voucher) -> str:
    return voucher.code


class Order(BaseModel):
    number: int

    @model_validator(mode="after")
    def in_stock(self) -> "Order":
        time.sleep(0.02)  # blocks: model-validator
        return self


@router.post("/model-validator")
async def model_validated(order: Order) -> int:
    return order.number


@router.get("/validate-many")
async def validate_many() -> int:
    line = {"sku": "apple", "quantity": 3, "tags": ["fruit", "red"]}
    report = Report.model_validate({"lines": [line] * 170_000})  # blocks: validate-many
    return len(report.lines)
