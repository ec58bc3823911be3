"""An app that logs in every way there is, always with the number it was asked for."""

import asyncio
import concurrent.futures
import json
import logging
import logging.handlers
import queue
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import BackgroundTasks, FastAPI
from loguru import logger as loguru_logger


class Scrubbing(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = str(record.msg).replace("hidden", "***")
        return True


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({"message": record.getMessage(), "logger": record.name})


class Kept(logging.Handler):
    """Writes nowhere that is known, in a way of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).upper()


class ToLoguru(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        loguru_logger.opt(depth=6, exception=record.exc_info).log(record.levelname, record.getMessage())


def _logger(name: str, *handlers: logging.Handler) -> logging.Logger:
    logger = logging.getLogger(f"talking.{name}")
    logger.handlers[:] = handlers
    logger.propagate = False
    logger.setLevel(logging.INFO)
    return logger


_stream = logging.StreamHandler(sys.stderr)
_stream.setFormatter(AsJson())
_stream.addFilter(Scrubbing())
plain = _logger("plain", _stream)
kept = Kept()
own = _logger("own", kept)
queued = _logger("queued")
intercepted = _logger("intercepted", ToLoguru())
quiet = _logger("quiet", kept)
quiet.setLevel(logging.ERROR)
structlog.configure(
    processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()],
    logger_factory=structlog.PrintLoggerFactory(),
    cache_logger_on_first_use=True,
)
structured = structlog.get_logger()
loguru_logger.remove()
loguru_lines: list[str] = []
loguru_logger.add(loguru_lines.append, format="{message}", level="INFO")
pool = concurrent.futures.ThreadPoolExecutor(4)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    records: queue.Queue[logging.LogRecord] = queue.Queue()
    listener = logging.handlers.QueueListener(records, kept)
    before = queued.handlers[:]
    queued.handlers[:] = [logging.handlers.QueueHandler(records)]
    listener.start()
    yield
    listener.stop()
    queued.handlers[:] = before


app = FastAPI(lifespan=lifespan)


def _first(number: int) -> None:
    plain.info("plain hidden %d", number)
    own.info("own %d", number)
    structured.info("structured", number=number)


def _second(number: int) -> None:
    queued.info("queued %d", number)
    intercepted.info("intercepted %d", number)
    loguru_logger.info("loguru {}", number)
    loguru_logger.debug("never {}", number)
    quiet.info("never %d", number)
    print("printed", number)
    sys.stdout.write(f"straight {number}\n")


@app.get("/async/{number}")
async def in_coroutine(number: int) -> int:
    _first(number)
    await asyncio.sleep(0.005)
    _second(number)
    return number


@app.get("/sync/{number}")
def in_worker(number: int) -> int:
    _first(number)
    _second(number)
    return number


@app.get("/later/{number}")
async def in_background(number: int, tasks: BackgroundTasks) -> int:
    async def task() -> None:
        plain.info("task %d", number)

    async def begin() -> None:
        await asyncio.create_task(task())

    tasks.add_task(_first, number)
    tasks.add_task(_second, number)
    tasks.add_task(begin)
    return number


@app.get("/threads/{number}")
async def in_threads(number: int) -> int:
    thread = threading.Thread(target=_second, args=(number,))
    thread.start()
    await asyncio.get_running_loop().run_in_executor(pool, _first, number)
    await asyncio.to_thread(plain.info, "copied %d", number)
    thread.join()
    return number
