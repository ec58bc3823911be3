"""FastAPI's own limit."""

from fastapi import FastAPI

SINCE = (0, 165)

app = FastAPI(max_body_size=1_000_000)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text
