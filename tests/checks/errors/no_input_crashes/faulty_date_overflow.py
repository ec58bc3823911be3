"""The day after 9999-12-31, and 10^9 days from today, do not exist: OverflowError from date arithmetic."""

from datetime import date, timedelta

from tests.checks.errors._base import make_app

app = make_app("detail")


@app.get("/rentals/end")
async def rental_end(start: date, days: int = 7) -> dict[str, date]:
    end = start + timedelta(days=days)  # fault
    return {"end": end}


@app.get("/rentals/open")
async def is_open(on: date) -> dict[str, bool]:
    return {"open": on.weekday() < 5}
