"""A cached function makes None of a failure, and keeps it for ever."""

from functools import cache

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Registry:
    def lookup(self, code: str) -> str:
        return f"country {code}"


registry = Registry()


@cache
def country(code: str) -> str | None:
    try:
        return registry.lookup(code)
    except Exception:  # fault
        return None


@app.get("/countries/{code}")
def read(code: str) -> dict[str, str]:
    found = country(code)
    if found is None:
        raise HTTPException(404, "no such country")
    return {"name": found}
