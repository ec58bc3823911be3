"""The text of a deliberate ValueError becomes the detail of a 400: written for the caller, not a 5xx."""

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")


def parse_colour(text: str) -> int:
    if len(text) != 6:
        raise ValueError("A colour has six digits")
    try:
        return int(text, 16)
    except ValueError:
        raise ValueError("A colour is written in hexadecimal") from None


@app.get("/colours/{text}/luminance")
def luminance(text: str) -> int:
    try:
        return parse_colour(text) >> 16
    except ValueError as e:
        raise HTTPException(400, str(e)) from e
