from fastapi import FastAPI

from .orders import router as orders
from .users import router as users

app = FastAPI()
app.include_router(orders.router)
app.include_router(users.router)
