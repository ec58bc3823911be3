"""An operation that never comes to what it is there for: nothing in a run makes what it asks for."""

import logging

from fastapi import FastAPI, HTTPException

app = FastAPI()
log = logging.getLogger("letters")
log.setLevel(logging.INFO)
letters: dict[str, str] = {}


def delivered(letter: str) -> int:
    return len(letter)


@app.get("/letters/{letter_id}")
def read(letter_id: str) -> int:
    log.info("a letter is asked for")
    if letter_id not in letters:
        raise HTTPException(404, "no such letter")
    try:
        return delivered(letters[letter_id])
    except Exception:
        return 0
