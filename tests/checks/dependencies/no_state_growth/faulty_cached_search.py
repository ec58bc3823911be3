"""What is searched for is cached by its text, without a bound."""

from functools import cache

from fastapi import FastAPI

app = FastAPI()

WORDS = ["apple", "apricot", "banana"]


@cache  # fault
def search(text: str) -> tuple[str, ...]:
    return tuple(word for word in WORDS if text in word)


@app.get("/search")
def find(q: str) -> list[str]:
    return list(search(q))
