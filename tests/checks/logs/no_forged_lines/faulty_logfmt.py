"""logfmt of what was added to the record, unquoted."""

import logging
import sys
from typing import Annotated

from fastapi import FastAPI, Form


class Logfmt(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"level={record.levelname} msg={record.getMessage()} user={getattr(record, 'user', '-')}"


log = logging.getLogger("logfmt")
log.propagate = False
log.setLevel("INFO")
_h = logging.StreamHandler(sys.stdout)
_h.setFormatter(Logfmt())
log.handlers[:] = [_h]
app = FastAPI()


@app.post("/comments")
def comment(user: Annotated[str, Form()]) -> str:
    log.info("comment", extra={"user": user})  # fault
    return "ok"
