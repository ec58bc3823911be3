"""The configuration gives one handler to two loggers of which one is in the other."""

import logging.config

from fastapi import FastAPI

logging.config.dictConfig(  # fault
    {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(levelname)s %(message)s"}},
        "handlers": {"err": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "plain"}},
        "loggers": {
            "shop_dict": {"handlers": ["err"], "level": "INFO", "propagate": False},
            "shop_dict.prices": {"handlers": ["err"], "level": "INFO"},
        },
    }
)
logger = logging.getLogger("shop_dict.prices")
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
