"""A recipe is accepted by the app it was made for, looks as asked, and never differs between runs."""

import os
import subprocess
import sys
from typing import Annotated, Any

import pytest
from fastapi import Body, Depends, FastAPI, Form, Header, Query
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, Field, SecretStr, model_validator

from conformance.app.operations import Operation, operations
from conformance.app.parameters import parameters, secret_locations
from conformance.app.recipe import MISSING, File, Recipe
from conformance.app.secret import is_secret_name
from conformance.app.values import accepts, recipe
from conformance.finding import NotExercised
from tests.app.apps import shapes, validated
from tests.app.sending import send

IMPOSSIBLE = "POST /impossible"
EVERY = [
    pytest.param(app, operation, id=operation.id)
    for app in (shapes.app, validated.app)
    for operation in operations(app)
    if operation.id != IMPOSSIBLE
]


def only(app: FastAPI) -> Operation:
    (operation,) = operations(app)
    return operation


@pytest.mark.parametrize("kwargs", [{}, {"fill": "all", "unique": "u7k3f9"}], ids=["least", "all-unique"])
@pytest.mark.parametrize(("app", "operation"), EVERY)
def test_is_accepted_by_the_app(app: FastAPI, operation: Operation, kwargs: dict[str, Any]) -> None:
    made = recipe(operation, **kwargs)
    assert accepts(operation, made) == []
    assert send(app, made.request())[0] == 200


def test_names_the_value_that_is_missing() -> None:
    operation = next(one for one in operations(validated.app) if one.id == IMPOSSIBLE)
    with pytest.raises(
        NotExercised, match=r"no valid value found for body\.price: .*never good enough; give one under"
    ):
        recipe(operation)
    with pytest.raises(NotExercised, match=r"the value given for body\.price"):
        recipe(operation, values={"price": 3})


def test_is_the_same_for_every_hash_seed() -> None:
    code = (
        "from tests.app.apps import shapes, validated\n"
        "from conformance.app.operations import operations\n"
        "from conformance.app.values import recipe\n"
        "from conformance.app.mutations import hostile, invalid\n"
        "for app in (shapes.app, validated.app):\n"
        "    for one in operations(app):\n"
        "        if one.id != 'POST /impossible':\n"
        "            made = recipe(one, fill='all', unique='u1')\n"
        "            print(made, [m.label for m in (*invalid(one, made), *hostile(one, made))])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


class Inner(BaseModel):
    name: str
    note: str | None = None


class Order(BaseModel):
    name: str = Field(examples=["declared"])
    email: str
    kind: str = Field(pattern="^[ab]$")
    password: str
    password_confirm: str
    lines: list[Inner]
    coupon: str | None = None

    @model_validator(mode="after")
    def _same(self) -> "Order":
        if self.password != self.password_confirm:
            raise ValueError("passwords differ")
        return self


def order_app() -> FastAPI:
    app = FastAPI()

    @app.post("/shops/{shop_id}/orders")
    def order(
        shop_id: int, order: Order, x_trace: Annotated[str, Header()], page: Annotated[int | None, Query()] = None
    ) -> str:
        return f"{shop_id}{order}{x_trace}{page}"

    return app


def test_values_of_the_user_win_at_any_depth() -> None:
    operation = only(order_app())
    values = {"shop_id": 42, "name": "mine", "page": 7, "body.coupon": "c", "X_Trace": "t"}
    made = recipe(operation, values=values, unique="u1")
    assert made.path == {"shop_id": 42}
    assert made.query == {"page": 7}
    assert made.headers == {"x-trace": "t"}
    assert made.body["name"] == made.body["lines"][0]["name"] == "mine"
    assert made.body["coupon"] == "c"


def test_declared_examples_come_first_unless_they_are_wrong() -> None:
    found = {operation.id: recipe(operation) for operation in operations(shapes.app)}
    assert found["POST /bodies/example"].body == {"sku": "AB-1", "grams": 250}
    assert found["POST /bodies/bad_example"].body == {"colour": "#000000", "count": 7}
    assert found["POST /examples"].body == {"sku": "declared", "grams": 1}


def test_unique_texts_differ_and_secrets_do_not() -> None:
    operation = only(order_app())
    one, two = (recipe(operation, unique=unique).body for unique in ("u1", "u2"))
    assert one["name"] != two["name"]
    assert one["email"] == "user-u1@example.com"
    assert one["kind"] == two["kind"]
    assert one["password"] == two["password_confirm"] == "Passw0rd!Passw0rd"


def test_fills_all_or_only_what_is_required() -> None:
    operation = only(order_app())
    assert "coupon" not in recipe(operation).body
    assert recipe(operation).query == {}
    assert recipe(operation, fill="all").body["lines"][0]["note"] is not None
    assert recipe(operation, fill="all").query == {"page": 1}


def test_an_optional_body_is_left_out() -> None:
    found = {operation.id: recipe(operation) for operation in operations(shapes.app)}
    assert found["POST /optional"].body is MISSING


def test_parameters_are_named_as_on_the_wire() -> None:
    found = {operation.id: parameters(operation) for operation in operations(shapes.app)}
    assert [(one.name, one.where) for one in found["GET /traced"]] == [
        ("x-request-id", "header"),
        ("x-retries", "header"),
        ("session_id", "cookie"),
    ]
    pages = {(one.where, one.name) for one in found["GET /pages/{section}/{number}"]}
    assert {("query", "page-size"), ("query", "offset"), ("header", "x-tenant"), ("cookie", "theme")} <= pages
    assert not any(name == "x-key" for _, name in pages)
    files = {one.name: one for one in found["POST /forms/files"]}
    assert [name for name, one in files.items() if one.is_file] == ["one", "many", "raw", "raws", "maybe"]
    assert files["one"].required
    assert not files["maybe"].required


def test_files_are_sent_as_files() -> None:
    operation = next(one for one in operations(shapes.app) if one.id == "POST /forms/files")
    form = recipe(operation).form
    assert form is not None
    assert isinstance(form["raw"], File)
    assert form["many"] == [File()]


class Credentials(BaseModel):
    user: str
    key: SecretStr
    pin: int | None = None
    has_password: bool = False


def test_secret_locations_are_those_in_the_recipe_and_those_that_could_be() -> None:
    app = FastAPI()

    @app.post("/")
    def endpoint(
        credentials: Annotated[Credentials, Body(embed=True)],
        token: Annotated[str, Query()],
        page_token: str = "",
        scheme: str = Depends(APIKeyHeader(name="x-api-key", auto_error=False)),
    ) -> str:
        return f"{credentials}{token}{page_token}{scheme}"

    operation = only(app)
    assert secret_locations(operation, recipe(operation)) == [
        ("query", ("token",)),
        ("body", ("credentials", "key")),
        ("body", ("credentials", "pin")),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "newPassword",
        "password_confirm",
        "password2",
        "X-API-Key",
        "apikey",
        "access_token",
        "cvc",
        "card_number",
    ],
)
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    ["token_type", "password_reset_at", "tokens_used", "max_tokens", "secretary", "next_page_token", "pinned", "key"],
)
def test_names_that_only_look_secret(name: str) -> None:
    assert not is_secret_name(name)


def test_refusals_say_where_and_why() -> None:
    operation = only(order_app())
    made = recipe(operation).put("body", ("password",), "other").put("query", ("page",), "x")
    assert {(one.where, one.location, one.type) for one in accepts(operation, made)} == {
        ("query", ("page",), "int_parsing"),
        ("body", (), "value_error"),
    }
    missing = recipe(operation).put("body", ("lines", 0, "name"), MISSING)
    assert [one[:3] for one in accepts(operation, missing)] == [("body", ("lines", 0, "name"), "missing")]


def test_a_validator_that_breaks_is_no_crash() -> None:
    app = FastAPI()

    class Broken(BaseModel):
        n: int

        @model_validator(mode="after")
        def _breaks(self) -> "Broken":
            raise KeyError("gone")

    @app.post("/")
    def endpoint(broken: Annotated[Broken, Form()]) -> str:
        return str(broken)

    assert accepts(only(app), Recipe("POST", "/", form={"n": 1}))[0].type == "exception"
