"""A look at the rates of the day while the app is imported."""

import socket
from contextlib import suppress

from reference_app.main import create_app

app = create_app()

with suppress(OSError):
    socket.create_connection(("127.0.0.1", 9), timeout=1).close()  # fault
