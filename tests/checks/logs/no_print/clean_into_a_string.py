"""A report is printed into a string."""

import contextlib
import io

from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
def report() -> str:
    out = io.StringIO()
    print("prices", 1, 2, 3, file=out)
    with contextlib.redirect_stdout(out):
        print("orders")
    return out.getvalue()
