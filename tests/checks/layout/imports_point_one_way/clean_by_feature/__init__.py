"""Features that know one another by their packages, which hand on routers, models and services alike."""

from fastapi import FastAPI

from .items import router as items
from .users import router as users

app = FastAPI()
app.include_router(items)
app.include_router(users)
