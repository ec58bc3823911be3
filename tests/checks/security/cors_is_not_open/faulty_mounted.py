"""A mounted app that lets every page in; the app around it names one."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from tests.checks.security._hardened import hardened

app = hardened()
widgets = FastAPI(openapi_url=None)
widgets.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)  # fault


@app.get("/orders")
def orders() -> list[int]:
    return [1]


@widgets.get("/mine")
def mine() -> list[int]:
    return [2]


app.mount("/widgets", widgets)
