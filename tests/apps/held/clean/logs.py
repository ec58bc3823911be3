"""What is written to the terminal."""

import logging
import logging.handlers
import queue
import sys
import warnings

import structlog
from fastapi import APIRouter

router = APIRouter()
stdlib = logging.getLogger("tests.apps.held.stdlib")
stdlib.addHandler(logging.StreamHandler(sys.stderr))
stdlib.setLevel(logging.INFO)
queued = logging.getLogger("tests.apps.held.queued")
queued.addHandler(logging.handlers.QueueHandler(queue.Queue()))
queued.setLevel(logging.INFO)
queued.propagate = False
structured = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=[structlog.processors.JSONRenderer()])


@router.get("/log")
async def log() -> str:
    stdlib.info("somebody came")
    return "logged"


@router.get("/log-exception")
async def log_exception() -> str:
    try:
        raise KeyError("name")
    except KeyError:
        stdlib.exception("nobody came")
    return "logged"


@router.get("/log-queue")
async def log_queue() -> str:
    queued.info("somebody came")
    return "logged"


@router.get("/structlog")
async def log_structured() -> str:
    structured.info("somebody came", who="ann")
    return "logged"


@router.get("/print")
async def printed() -> str:
    print("somebody came", flush=True)
    print("nobody came", file=sys.stderr)
    return "printed"


@router.get("/warning")
async def warned() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("somebody came", stacklevel=1)
    return "warned"
