from starlette.exceptions import HTTPException as Refused

PRICES = {"chair": 30}


def price(thing: str) -> int:
    try:
        return PRICES[thing]
    except KeyError:
        raise Refused(status_code=404) from None  # fault
