"""One logger has a handler that sends its records while everybody waits."""

import logging
import socket

from reference_app.main import create_app


class Sending(logging.Handler):
    """Sends each record with a datagram, and waits whether there is an answer."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
            connection.settimeout(0.01)
            connection.sendto(self.format(record).encode(), ("127.0.0.1", 9))
            try:
                connection.recvfrom(100)  # fault
            except OSError:
                return


logger = logging.getLogger("reference_app.broken.sending")
logger.handlers[:] = [Sending()]
logger.propagate = False
app = create_app()


@app.get("/sent", tags=["items"])
async def sent() -> list[str]:
    """Return nothing, and tell others."""
    logger.info("nothing is asked for")
    return []
