from fastapi import FastAPI

from . import items, login

app = FastAPI()
app.include_router(login.router)
app.include_router(items.router)
