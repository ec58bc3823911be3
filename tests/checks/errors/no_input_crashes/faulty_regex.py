"""What is searched for is compiled as a regular expression: a lone bracket is a crash."""

import re

from tests.checks.errors._base import make_app

app = make_app("detail")
WORDS = ["apple", "apricot", "banana"]


@app.get("/words")
def search(q: str = "ap") -> list[str]:
    pattern = re.compile(q, re.IGNORECASE)  # fault
    return [word for word in WORDS if pattern.search(word)]
