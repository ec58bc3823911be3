"""A library that prints, called by a service."""

import click
from fastapi import FastAPI

app = FastAPI()


def total(values: list[int]) -> int:
    click.echo(f"totalling {len(values)} values")  # fault
    return sum(values)


@app.get("/total")
def read_total() -> int:
    return total([1, 2, 3])
