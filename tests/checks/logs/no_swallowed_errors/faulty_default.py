"""A dependency falls back to a default when anything fails."""

from typing import Annotated

from fastapi import Depends, FastAPI, Request

app = FastAPI()


async def language(request: Request) -> str:
    try:
        return request.headers["accept-language"][:2] if "accept-language" in request.headers else "en"
    except BaseException:  # fault
        return "en"


@app.get("/greeting")
async def greeting(language: Annotated[str, Depends(language)]) -> str:
    return f"hello in {language}"
