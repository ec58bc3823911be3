"""Every export registers a function for the end of the process, which keeps the rows until then."""

import atexit

from fastapi import FastAPI

app = FastAPI()


class Export:
    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        atexit.register(self.close)  # fault

    def close(self) -> None:
        self.rows = []


@app.get("/export")
def export() -> int:
    return len(Export([f"row {number}" for number in range(10)]).rows)
