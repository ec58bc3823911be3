from os import getenv

from fastapi import FastAPI

from .mails import written

app = FastAPI(title=getenv("CONFORMANCE_TEST_TITLE") or "shop")  # fault


@app.get("/mails/{name}")
def mail(name: str) -> dict[str, str]:
    return {"mail": written(name)}
