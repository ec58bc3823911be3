"""A service that a type checker sends to the routes, and nobody else."""

from fastapi import FastAPI

from .routes import router

app = FastAPI()
app.include_router(router)
