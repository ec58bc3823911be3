"""A dependency with yield catches what the endpoint raises and answers 500 with its text."""

import logging

from fastapi import Depends, HTTPException

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


def unit_of_work():
    try:
        yield {"pens": 3, "inks": 0}
    except HTTPException:
        raise
    except Exception as e:
        log.exception("rolled back")
        raise HTTPException(500, {"message": "rolled back", "cause": str(e)}) from e  # fault


@app.get("/stock")
def read_stock(stock: dict[str, int] = Depends(unit_of_work)) -> dict[str, int]:
    return {name: count for name, count in stock.items() if count}
