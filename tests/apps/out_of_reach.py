"""An operation that never comes to what it is there for: nothing in a run makes what it asks for."""

from fastapi import FastAPI, HTTPException

app = FastAPI()
letters: dict[str, str] = {}


def delivered(letter: str) -> int:
    return len(letter)


@app.get("/letters/{letter_id}")
def read(letter_id: str) -> int:
    if letter_id not in letters:
        raise HTTPException(404, "no such letter")
    try:
        return delivered(letters[letter_id])
    except Exception:
        return 0
