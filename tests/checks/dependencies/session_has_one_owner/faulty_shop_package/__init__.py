"""A base class for repositories holds one session, for all of them."""

from fastapi import FastAPI

from .routes import router

app = FastAPI()
app.include_router(router)
