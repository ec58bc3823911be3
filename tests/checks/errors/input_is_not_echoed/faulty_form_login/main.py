"""The app: a login by form."""

from typing import Annotated

from fastapi import Form

from tests.checks.errors._base import make_app
from tests.checks.errors.input_is_not_echoed.faulty_form_login import handlers

app = make_app("detail")
handlers.install(app)


@app.post("/login")
def login(
    username: Annotated[str, Form()],
    password: Annotated[str, Form(min_length=8)],
    pin: Annotated[int, Form(ge=0)] = 0,
) -> dict[str, str]:
    return {"hello": username}
