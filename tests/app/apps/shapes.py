# ruff: noqa: UP042, UP045 - what endpoints take is the point, not what they do with it
"""An app with every shape of parameter and body that needs no validator of its own."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, Generic, Literal, NamedTuple, Optional, TypeVar

from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, File, Form, Header, Path, Query, UploadFile
from fastapi.responses import PlainTextResponse
from fastapi.security import APIKeyHeader
from pydantic import (
    UUID4,
    AliasChoices,
    AnyUrl,
    AwareDatetime,
    Base64Bytes,
    BaseModel,
    ByteSize,
    ConfigDict,
    EmailStr,
    Field,
    FutureDate,
    FutureDatetime,
    HttpUrl,
    IPvAnyAddress,
    IPvAnyNetwork,
    Json,
    NaiveDatetime,
    PastDate,
    PastDatetime,
    PostgresDsn,
    RedisDsn,
    RootModel,
    SecretStr,
    StrictBool,
    StrictInt,
    StrictStr,
    conint,
    conlist,
    constr,
)
from pydantic.alias_generators import to_camel
from starlette.routing import Mount, Route
from typing_extensions import TypedDict

T = TypeVar("T")


class Size(str, Enum):
    small = "s"
    large = "l"


class Level(IntEnum):
    low = 10
    high = 20


class Address(BaseModel):
    street: str = Field(min_length=5, max_length=12)
    postcode: str = Field(pattern=r"^[A-Z]{1,2}\d{2,3}$")
    geo: tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]


class Folder(BaseModel):
    title: str
    parent: "Folder | None"
    children: list["Folder"]
    by_name: dict[str, "Folder"] = {}


class Leaf(BaseModel):
    op: Literal["leaf"]
    value: float


class Sum(BaseModel):
    op: Literal["sum"]
    left: "Term"
    right: "Term"


Term = Annotated[Sum | Leaf, Field(discriminator="op")]
Sum.model_rebuild()


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", str_strip_whitespace=True)
    first_name: str = Field(min_length=1)
    date_of_birth: PastDate
    favourite_numbers: conlist(conint(gt=5, multiple_of=5), min_length=2, max_length=3)  # type: ignore[valid-type]


class Page(BaseModel, Generic[T]):
    items: list[T] = Field(min_length=1)
    total: int = Field(ge=0)


class Tags(RootModel[set[constr(to_lower=True, min_length=2)]]):  # type: ignore[misc]
    """A set as the whole of a value."""


@dataclass
class Point:
    x: int
    y: int = 3
    names: list[str] = field(default_factory=list)


class Movie(TypedDict):
    title: str
    year: int


class Pair(NamedTuple):
    left: int
    right: str


class Search(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=2)
    sizes: list[Size] = Field(min_length=1)
    limit: int = Field(10, ge=1, le=50)


class Traced(BaseModel):
    x_request_id: uuid.UUID
    x_retries: int = 0


class Session(BaseModel):
    session_id: str = Field(min_length=8)


class Login(BaseModel):
    username: str
    password: SecretStr = Field(min_length=10)
    remember: bool = False


class Example(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"sku": "AB-1", "grams": 250}]})
    sku: str
    grams: int


class BadExample(BaseModel):
    colour: str = Field(examples=["#12"], pattern="^#[0-9a-f]{6}$")
    count: int = Field(examples=[7])


BODIES: dict[str, Any] = {
    "address": Address,
    "folder": Folder,
    "term": Term,
    "camel": Camel,
    "page": Page[Address],
    "tags": Tags,
    "point": Point,
    "movie": Movie,
    "pair": Pair,
    "size": Size,
    "level": Level,
    "decimal": Annotated[Decimal, Field(gt=Decimal("0.5"), lt=1, max_digits=4, decimal_places=3)],
    "steps": Annotated[float, Field(gt=0.1, multiple_of=0.25)],
    "negative": Annotated[int, Field(lt=-5)],
    "huge": Annotated[int, Field(ge=10**15)],
    "json": Json[list[Movie]],
    "hex": constr(pattern=r"^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$"),
    "slug": Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=12, max_length=20)],
    "choice": Annotated[str, Field(pattern=r"^(north|south)\.(east|west)$")],
    "not_digit": Annotated[str, Field(pattern=r"^\D[^a-y\d]{3}$")],
    "future": FutureDate,
    "future_moment": FutureDatetime,
    "past": PastDate,
    "past_moment": PastDatetime,
    "aware": AwareDatetime,
    "naive": NaiveDatetime,
    "moments": tuple[date, datetime, time, timedelta],
    "uuid": UUID4,
    "email": EmailStr,
    "url": HttpUrl,
    "any_url": AnyUrl,
    "postgres": PostgresDsn,
    "redis": RedisDsn,
    "address_ip": IPvAnyAddress,
    "network": IPvAnyNetwork,
    "base64": Base64Bytes,
    "bytes": bytes,
    "byte_size": ByteSize,
    "strict": tuple[StrictInt, StrictBool, StrictStr],
    "optional": Optional[Address],
    "union": Address | list[int] | None,
    "any": Any,
    "mapping": dict[Size, dict[uuid.UUID, list[Address]]],
    "int_keys": Annotated[dict[int, str], Field(min_length=2)],
    "frozen": Annotated[frozenset[Level], Field(min_length=2)],
    "set_of_days": Annotated[set[date], Field(min_length=3)],
    "variadic": tuple[int, ...],
    "nested_lists": Annotated[list[Annotated[list[int], Field(min_length=2)]], Field(min_length=2)],
    "login": Login,
    "example": Example,
    "bad_example": BadExample,
}

app = FastAPI()
bodies = APIRouter(prefix="/bodies")


def _body(annotation: Any, *, embed: bool) -> Any:
    def endpoint(value: Any) -> str:
        return "ok"

    endpoint.__annotations__["value"] = Annotated[annotation, Body(embed=embed)]
    return endpoint


for name, annotation in BODIES.items():
    bodies.post(f"/{name}", name=name)(_body(annotation, embed=False))
    bodies.put(f"/{name}", name=name)(_body(annotation, embed=True))
    bodies.patch(f"/{name}", name=name)(_body(list[annotation], embed=False))  # type: ignore[valid-type]
app.include_router(bodies)


def page(offset: Annotated[int, Query(ge=3)], size: Annotated[Size, Query(alias="page-size")]) -> int:
    return offset


@app.get("/searches")
def searches(search: Annotated[Search, Query()]) -> str:
    return "ok"


@app.get("/traced")
def traced(traced: Annotated[Traced, Header()], session: Annotated[Session, Cookie()]) -> str:
    return "ok"


@app.get("/pages/{section}/{number}")
def pages(
    section: Size,
    number: Annotated[int, Path(ge=2)],
    offset: Annotated[int, Depends(page)],
    flag: bool,
    ratios: Annotated[list[float], Query(min_length=2)],
    days: Annotated[set[date], Query()],
    x_tenant: Annotated[uuid.UUID, Header()],
    key: Annotated[str, Depends(APIKeyHeader(name="x-key", auto_error=False))],
    theme: Annotated[Literal["dark", "light"], Cookie()],
    hidden: Annotated[str, Query(include_in_schema=False)],
) -> str:
    return "ok"


@app.get("/convertors/{number:int}/{share:float}/{id:uuid}/{rest:path}")
def convertors(number: int, share: float, id: uuid.UUID, rest: str) -> str:
    return "ok"


@app.post("/forms/plain")
def plain_form(name: Annotated[str, Form(min_length=3)], ids: Annotated[list[int], Form()]) -> str:
    return "ok"


@app.post("/forms/model")
def form_model(login: Annotated[Login, Form()]) -> str:
    return "ok"


@app.post("/forms/files")
def files(
    one: UploadFile,
    many: list[UploadFile],
    raw: Annotated[bytes, File()],
    raws: Annotated[list[bytes], File()],
    note: Annotated[str, Form()],
    maybe: UploadFile | None = None,
) -> str:
    return "ok"


@app.put("/several/{id}")
def several(
    id: int, first: Address, second: Example, factor: Annotated[int, Body(gt=3)], third: Login | None = None
) -> str:
    return "ok"


@app.post("/optional")
def optional(example: Example | None = None, text: str = "x") -> str:
    return "ok"


@app.post("/examples")
def examples(
    example: Annotated[Example, Body(openapi_examples={"one": {"value": {"sku": "declared", "grams": 1}}})],
) -> str:
    return example.sku


@app.get("/aliases")
def aliases(q: Annotated[str, Query(alias="$filter")]) -> str:
    return q


class Choices(BaseModel):
    total: int = Field(validation_alias=AliasChoices("sum", "total"))


@app.post("/aliases")
def alias_choices(choices: Choices) -> str:
    return "ok"


async def starlette_page(request: Any) -> PlainTextResponse:
    return PlainTextResponse("ok")


app.router.routes.append(Route("/plain/{number:int}/{id:uuid}/{rest:path}", starlette_page))
app.router.routes.append(Mount("/tenants/{tenant}", routes=[Route("/users/{user}", starlette_page)]))
