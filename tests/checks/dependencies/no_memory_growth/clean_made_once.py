"""What is written is kept until it is removed: a removal that fails leaves it there, and nothing more."""

from collections.abc import Callable
from itertools import count

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
numbers = count(1)


class Letter(BaseModel):
    text: str
    lines: list[str] = []


def archive() -> tuple[Callable[[int, Letter], None], Callable[[int], Letter | None]]:
    chain: tuple[int, Letter, object] | None = None

    def put(number: int, letter: Letter) -> None:
        nonlocal chain
        chain = (number, letter, chain)

    def get(number: int) -> Letter | None:
        link = chain
        while link is not None:
            if link[0] == number:
                return link[1]
            link = link[2]  # type: ignore[assignment]
        return None

    return put, get


put, get = archive()
gone: set[int] = set()


@app.post("/letters", status_code=201)
async def write(text: str) -> dict[str, int]:
    number = next(numbers)
    put(number, Letter(text=text, lines=[f"{text} {number} {line}" for line in range(40)]))
    return {"id": number}


@app.delete("/letters/{letter_id}", status_code=204)
async def remove(letter_id: int) -> None:
    if get(letter_id) is None or letter_id in gone:
        raise HTTPException(404, "no such letter")
    gone.add(letter_id)
