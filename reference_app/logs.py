"""One JSON line per record on standard output, whoever logged it, with the id of the request it belongs to."""

import logging
import sys
from typing import Any, TextIO

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import EventDict, Processor

_HANDLER_NAME = "reference_app"
_LOGGED = "_reference_app_logged"

logger = logging.getLogger(__name__)


def configure(level: str) -> None:
    """Send the records of all libraries through one handler of the root logger."""
    root = logging.getLogger()
    root.setLevel(level)
    if not any(handler.name == _HANDLER_NAME for handler in root.handlers):
        root.addHandler(_handler())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        server = logging.getLogger(name)
        server.handlers.clear()
        server.propagate = True
    # Its lines contain query strings; AccessLog has its own.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def request_id() -> str | None:
    """Return the id of the request that is being served."""
    bound: str | None = structlog.contextvars.get_contextvars().get("request_id")
    return bound


def crash(error: BaseException) -> None:
    """Log an error nobody expected, unless that was done further inside."""
    if getattr(error, _LOGGED, False):
        return
    setattr(error, _LOGGED, True)
    logger.error("unhandled error", exc_info=error)


def _is_news(record: logging.LogRecord) -> bool:
    # A response that breaks off is raised on to the server, which must abort the connection but not log it again.
    return not (record.exc_info and getattr(record.exc_info[1], _LOGGED, False))


def _without_colours(_logger: Any, _method: str, event: EventDict) -> EventDict:
    event.pop("color_message", None)  # Uvicorn's messages once more, for terminals
    return event


def _handler() -> logging.Handler:
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        ExtraAdder(),
    ]
    rendering: list[Processor] = [
        ProcessorFormatter.remove_processors_meta,
        _without_colours,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(default=str),
    ]
    handler = _StandardOutput()
    handler.name = _HANDLER_NAME
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=shared, processors=rendering))
    return handler


class _StandardOutput(logging.StreamHandler[TextIO]):
    """Writes to what ``sys.stdout`` is now, not to what it was when logging was configured."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stdout

    @stream.setter
    def stream(self, _stream: Any) -> None:
        raise AttributeError("follows sys.stdout")
