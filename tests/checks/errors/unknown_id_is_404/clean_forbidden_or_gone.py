"""An unknown id is 403, so as not to tell what exists, and a removed one is 410."""

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("problem")
router = APIRouter(prefix="/letters")
GONE: set[int] = {3}
LETTERS = {1: "dear"}


class Letter(BaseModel):
    text: Text


@router.post("", status_code=201)
async def write(letter: Letter) -> dict[str, int]:
    number = max(LETTERS, default=0) + 4
    LETTERS[number] = letter.text
    return {"id": number}


@router.get("/{letter_id}")
async def read_letter(letter_id: int) -> Letter:
    if letter_id not in LETTERS:
        raise HTTPException(403, "Not your letter")
    return Letter(text=LETTERS[letter_id])


@router.get("/{letter_id}/envelope")
async def read_envelope(letter_id: int) -> dict[str, str]:
    if letter_id not in LETTERS:
        raise HTTPException(410, "Burned")
    return {"colour": "white"}


app.include_router(router)
