"""Settings, models and nine operations, all added in one module."""

from pydantic import BaseModel
from pydantic_settings import BaseSettings

from reference_app.main import create_app


class PriceSettings(BaseSettings):
    """What prices depend on."""

    currency: str = "euro"


class Price(BaseModel):
    """What something costs."""

    euros: int


app = create_app()


@app.get("/prices/first", tags=["items"])
async def read_first_price() -> Price:  # fault
    """Return what the first item costs."""
    return Price(euros=1)


@app.get("/prices/second", tags=["items"])
async def read_second_price() -> Price:
    """Return what the second item costs."""
    return Price(euros=1)


@app.get("/prices/third", tags=["items"])
async def read_third_price() -> Price:
    """Return what the third item costs."""
    return Price(euros=1)


@app.get("/prices/fourth", tags=["items"])
async def read_fourth_price() -> Price:
    """Return what the fourth item costs."""
    return Price(euros=1)


@app.get("/prices/fifth", tags=["items"])
async def read_fifth_price() -> Price:
    """Return what the fifth item costs."""
    return Price(euros=1)


@app.get("/prices/sixth", tags=["items"])
async def read_sixth_price() -> Price:
    """Return what the sixth item costs."""
    return Price(euros=1)


@app.get("/prices/seventh", tags=["items"])
async def read_seventh_price() -> Price:
    """Return what the seventh item costs."""
    return Price(euros=1)


@app.get("/prices/eighth", tags=["items"])
async def read_eighth_price() -> Price:
    """Return what the eighth item costs."""
    return Price(euros=1)


@app.get("/prices/ninth", tags=["items"])
async def read_ninth_price() -> Price:
    """Return what the ninth item costs."""
    return Price(euros=1)
