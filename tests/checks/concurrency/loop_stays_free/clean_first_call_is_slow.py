"""What is slow is done once, when it is first asked for."""

import re
import time
from functools import cache, cached_property

from fastapi import FastAPI

app = FastAPI()


@cache
def words() -> frozenset[str]:
    time.sleep(0.03)
    return frozenset({"lamp", "chair"})


class Grammar:
    @cached_property
    def pattern(self) -> re.Pattern[str]:
        time.sleep(0.03)
        return re.compile("|".join(sorted(words())))


GRAMMAR = Grammar()


@app.get("/known/{word}")
async def is_known(word: str) -> bool:
    return GRAMMAR.pattern.fullmatch(word) is not None


@app.get("/words")
async def list_words() -> list[str]:
    import xml.dom.minidom

    return [*sorted(words()), xml.dom.minidom.Node.__name__]
