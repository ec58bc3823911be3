"""Users are kept here."""

from fastapi.responses import JSONResponse

from tests.checks.errors.one_shape.faulty_helper.answers import conflict

USERS = {"alice"}


def add(name: str) -> JSONResponse | dict[str, str]:
    if name in USERS:
        return conflict("The user")
    USERS.add(name)
    return {"name": name}
