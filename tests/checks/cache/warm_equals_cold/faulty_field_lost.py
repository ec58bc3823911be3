"""What is answered has a field more than what is kept."""

from contextlib import suppress

from fastapi import FastAPI
from pydantic import BaseModel, Field, ValidationError
from redis.exceptions import RedisError

from tests.checks.cache._redis import asynchronous

app = FastAPI()
redis = asynchronous()


class Order(BaseModel):
    number: int
    total: float
    discount: float | None = Field(default=None, exclude=True)


class Answer(BaseModel):
    number: int
    total: float
    discount: float | None


@app.get("/orders/{number}", response_model=Answer)
async def order(number: int) -> Answer:
    with suppress(RedisError, ValidationError):
        stored = await redis.get(f"order:{number}")  # fault
        if stored is not None:
            return Answer(**{"discount": None, **Order.model_validate_json(stored).model_dump()})
    made = Order(number=number, total=12.5, discount=0.1)
    with suppress(RedisError):
        await redis.set(f"order:{number}", made.model_dump_json(), ex=60)
    return Answer(number=number, total=made.total, discount=made.discount)
