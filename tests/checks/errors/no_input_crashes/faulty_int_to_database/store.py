"""The orders table."""

import sqlite3

connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
connection.execute("INSERT INTO orders VALUES (1, 'open'), (2, 'sent')")


def find(order_id: int) -> tuple[int, str] | None:
    return connection.execute("SELECT id, state FROM orders WHERE id = ?", (order_id,)).fetchone()  # fault
