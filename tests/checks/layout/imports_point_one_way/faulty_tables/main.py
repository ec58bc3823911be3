from fastapi import FastAPI

from .routes import router
from .tables import ItemRow

app = FastAPI()
app.include_router(router)
app.state.row = ItemRow
