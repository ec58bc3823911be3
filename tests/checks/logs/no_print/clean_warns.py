"""A warning is for developers."""

import sys
import warnings

from fastapi import FastAPI
from loguru import logger

logger.remove()
logger.add(sys.stdout, level="INFO", diagnose=False)
app = FastAPI()


@app.get("/prices")
def prices() -> list[int]:
    warnings.warn("use /v2/prices", DeprecationWarning, stacklevel=2)
    logger.info("prices")
    return [1, 2, 3]
