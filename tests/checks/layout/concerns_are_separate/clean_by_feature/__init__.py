"""A folder for each feature, with a module for each kind of thing."""

from fastapi import FastAPI

from .items.router import router

app = FastAPI()
app.include_router(router)
