"""An operation that is asynchronous by name only: it reads a list line by line, and nobody else is served meanwhile."""

import sqlite3

from reference_app.main import create_app

app = create_app()


@app.get("/suppliers", response_model=list[str], tags=["items"])
async def list_suppliers() -> list[str]:  # fault
    """Return the names of all suppliers."""
    with sqlite3.connect(":memory:") as suppliers:
        suppliers.execute("CREATE TABLE suppliers (name TEXT)")
        return [name for (name,) in suppliers.execute("SELECT name FROM suppliers")]
