from .items import read_items
from .main import app


def show() -> None:
    print(app.openapi(), read_items())
