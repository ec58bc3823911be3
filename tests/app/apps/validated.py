"""An app whose values have to satisfy validators of its own."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, Form, Query
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass

CURRENCIES = {"CHF", "SEK", "NOK"}
SKU = re.compile(r"[A-Z]{3}-\d{4}")


def known_currency(value: str) -> str:
    if value not in CURRENCIES:
        raise ValueError("unknown currency")
    return value


def sku(value: str) -> str:
    if not SKU.fullmatch(value):
        raise ValueError("not a SKU")
    return value


def prefixed(value: str) -> str:
    if not value.startswith("cus_") or len(value) < 8:
        raise ValueError("not a customer")
    return value


def length(value: str) -> str:
    if len(value) != 17:
        raise ValueError("17 characters")
    return value


def luhn(value: str) -> str:
    digits = [int(char) for char in value][::-1]
    if len(digits) < 13 or sum(sum(divmod(digit * (1 + index % 2), 10)) for index, digit in enumerate(digits)) % 10:
        raise ValueError("not a card")
    return value


def even(value: int) -> int:
    assert value % 2 == 0, "odd"
    return value


def capital(value: Any, handler: Any) -> Any:
    found = handler(value)
    if found[:1] != found[:1].upper() or not found[:1].isalpha():
        raise ValueError("no capital")
    return found


def strong(value: str) -> str:
    if not (re.search("[A-Z]", value) and re.search(r"\d", value) and re.search(r"[!@#]", value) and len(value) >= 10):
        raise ValueError("weak")
    return value


class SignUp(BaseModel):
    email: str
    password: Annotated[str, AfterValidator(strong)]
    password_confirm: str
    age: int

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        if not re.match(r"[^@\s]+@[^@\s]+\.[a-z]+$", value):
            raise ValueError("not an email")
        return value

    @field_validator("age")
    @classmethod
    def _age(cls, value: int) -> int:
        if value < 18:
            raise ValueError("too young")
        return value

    @model_validator(mode="after")
    def _same(self) -> "SignUp":
        if self.password != self.password_confirm:
            raise ValueError("passwords differ")
        return self


class Booking(BaseModel):
    check_in: date
    check_out: date
    guests: int = Field(ge=1, le=10)

    @model_validator(mode="after")
    def _order(self) -> "Booking":
        if self.check_out - self.check_in < timedelta(days=2):
            raise ValueError("two nights at least")
        return self


class Contact(BaseModel):
    email: str | None = None
    phone: str | None = None
    fax: str | None = None

    @model_validator(mode="after")
    def _one(self) -> "Contact":
        if sum(value is not None for value in (self.email, self.phone, self.fax)) != 1:
            raise ValueError("exactly one")
        return self


class Patch(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str | None = None
    price: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _something(cls, data: Any) -> Any:
        if isinstance(data, dict) and not data:
            raise ValueError("nothing to change")
        return data


class Split(BaseModel):
    shares: list[float]

    @field_validator("shares")
    @classmethod
    def _whole(cls, value: list[float]) -> list[float]:
        if len(value) < 2 or abs(sum(value) - 100) > 0.01:
            raise ValueError("shares make 100")
        return value


class Payment(BaseModel):
    method: Literal["card", "cash"]
    card: str | None = None

    @model_validator(mode="after")
    def _card(self) -> "Payment":
        if self.method == "card" and not self.card:
            raise ValueError("card needed")
        return self


class Change(BaseModel):
    old: str
    new: str

    @model_validator(mode="after")
    def _differ(self) -> "Change":
        if self.old == self.new:
            raise ValueError("nothing changes")
        return self


class Event(BaseModel):
    at: datetime
    attendees: list[SignUp] = Field(min_length=1)

    @field_validator("at")
    @classmethod
    def _soon(cls, value: datetime) -> datetime:
        now = datetime.now(UTC)
        if value.tzinfo is None or not now < value < now + timedelta(days=365):
            raise ValueError("within a year")
        return value


@dataclass
class Range:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.high <= self.low:
            raise ValueError("low before high")


class Filter(BaseModel):
    since: date
    until: date

    @model_validator(mode="after")
    def _order(self) -> "Filter":
        if self.until <= self.since:
            raise ValueError("since before until")
        return self


VALUES: dict[str, Any] = {
    "currency": Annotated[str, AfterValidator(known_currency)],
    "sku": Annotated[str, AfterValidator(sku)],
    "customer": Annotated[str, AfterValidator(prefixed)],
    "vin": Annotated[str, AfterValidator(length)],
    "card": Annotated[str, AfterValidator(luhn)],
    "even": Annotated[int, AfterValidator(even)],
    "capital": Annotated[str, WrapValidator(capital)],
    "csv": Annotated[list[int], BeforeValidator(lambda value: value.split(",") if isinstance(value, str) else value)],
    "sign_up": SignUp,
    "booking": Booking,
    "contact": Contact,
    "patch": Patch,
    "split": Split,
    "payment": Payment,
    "change": Change,
    "event": Event,
    "range": Range,
}

app = FastAPI()


def _endpoint(annotation: Any) -> Any:
    def endpoint(value: Any) -> str:
        return "ok"

    endpoint.__annotations__["value"] = annotation
    return endpoint


for name, annotation in VALUES.items():
    app.post(f"/{name}", name=name)(_endpoint(Annotated[annotation, Body()]))
    app.put(f"/{name}", name=name)(_endpoint(Annotated[annotation, Body(embed=True)]))
    app.patch(f"/{name}", name=name)(_endpoint(dict[str, annotation]))  # type: ignore[valid-type]


@app.get("/filters")
def filters(chosen: Annotated[Filter, Query()]) -> str:
    return "ok"


@app.get("/currencies/{code}")
def currency(code: Annotated[str, AfterValidator(known_currency)]) -> str:
    return code


@app.post("/forms/sign-up")
def sign_up(form: Annotated[SignUp, Form()]) -> str:
    return "ok"


@app.post("/impossible")
def impossible(price: Annotated[int, Body(embed=True), AfterValidator(lambda _: _never())]) -> str:
    return str(price)


def _never() -> int:
    raise ValueError("never good enough")
