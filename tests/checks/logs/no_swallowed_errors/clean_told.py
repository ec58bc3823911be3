"""Each failure is in the answer."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Result(BaseModel):
    done: list[str]
    failed: list[str]


@app.get("/imports")
def imports() -> Result:
    done, failed = [], []
    for name in ("a", "b"):
        try:
            done.append(name.upper())
        except Exception as error:
            failed.append(f"{name}: {error}")
    return Result(done=done, failed=failed)
