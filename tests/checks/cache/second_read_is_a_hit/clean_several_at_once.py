"""Several entries are asked for by MGET, and only what is missing is made and written, in one pipeline."""

import json
from contextlib import suppress
from typing import Annotated

from fastapi import FastAPI, Query
from redis.exceptions import RedisError

from tests.checks.cache._redis import synchronous

app = FastAPI()
redis = synchronous(decode_responses=True)


class Names:
    """Names of products, which are kept for ten minutes."""

    def __init__(self, prefix: str = "name") -> None:
        self._prefix = prefix

    def _recalled(self, ids: list[int]) -> dict[int, str]:
        with suppress(RedisError, ValueError):
            stored = redis.mget([f"{self._prefix}:{one}" for one in ids])
            return {one: str(json.loads(text)) for one, text in zip(ids, stored, strict=True) if text}
        return {}

    def _loaded(self, ids: list[int]) -> dict[int, str]:
        made = {one: f"product {one}" for one in ids}
        with suppress(RedisError), redis.pipeline(transaction=False) as pipe:
            for one, name in made.items():
                pipe.set(f"{self._prefix}:{one}", json.dumps(name), ex=600)
            pipe.execute()
        return made

    def of(self, ids: list[int]) -> dict[int, str]:
        known = self._recalled(ids)
        missing = [one for one in ids if one not in known]
        return known | (self._loaded(missing) if missing else {})


names = Names()


@app.get("/names")
def read_names(id: Annotated[list[int], Query(min_length=1, max_length=20)]) -> dict[int, str]:
    found = names.of(list(dict.fromkeys(id)))
    return {one: found[one] for one in id}
