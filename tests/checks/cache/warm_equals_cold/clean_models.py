"""Decimals, dates and texts come back as they were: by their model, or as the very bytes that were answered."""

import datetime
import decimal
from contextlib import suppress

from fastapi import FastAPI, Response
from pydantic import BaseModel, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous()


class Invoice(BaseModel):
    number: int
    total: decimal.Decimal
    due: datetime.date
    paid: bool = False


@app.get("/invoices/{number}")
def invoice(number: int) -> Invoice:
    with suppress(RedisError, ValidationError):
        stored = redis.get(f"invoice:{number}")
        if stored is not None:
            return Invoice.model_validate_json(stored)
    made = Invoice(number=number, total=decimal.Decimal("9.90"), due=datetime.date(2026, 1, 31))
    with suppress(RedisError):
        redis.set(f"invoice:{number}", made.model_dump_json(), ex=60)
    return made


@app.get("/raw/{number}")
def raw(number: int) -> Response:
    with suppress(RedisError):
        stored = redis.get(f"raw:{number}")
        if stored is not None:
            return Response(stored, media_type="application/json")
    content = Invoice(number=number, total=decimal.Decimal(1), due=datetime.date(2026, 2, 1)).model_dump_json()
    with suppress(RedisError):
        redis.set(f"raw:{number}", content, ex=60)
    return Response(content, media_type="application/json")
