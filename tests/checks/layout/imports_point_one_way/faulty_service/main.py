from fastapi import FastAPI

from .items.router import router as items
from .users.router import router as users

app = FastAPI()
app.include_router(items)
app.include_router(users)
