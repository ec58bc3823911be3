"""The handler of the team's own exceptions reads an attribute that only some of them have."""

from fastapi import Request, Response

from tests.checks.errors._base import failure, make_app

ALSO = ("errors.no-input-crashes", "errors.unknown-id-is-404")

app = make_app("problem")


class DomainError(Exception):
    status = 400


class NotThere(DomainError):
    status = 404


class TooMany(DomainError):
    status = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@app.exception_handler(DomainError)
def domain_error(request: Request, exc: DomainError) -> Response:
    return failure("problem", exc.status, exc.message)  # fault


@app.get("/pens/{pen_id}")
def read_pen(pen_id: int, count: int = 1) -> dict[str, int]:
    if pen_id not in (1, 2):
        raise NotThere  # fault
    if count > 3:
        raise TooMany("At most three")
    return {"id": pen_id}
