"""What is kept behind private names, which Python mangles, is bounded: by the user's code, and by a library's."""

import logging
import logging.handlers
import time

from fastapi import FastAPI


class Recent:
    def __init__(self, most: int) -> None:
        self.__most = most
        self.__texts: dict[int, str] = {}

    def put(self, text: str) -> None:
        self.__texts[time.monotonic_ns()] = text
        self.__trim()

    def __trim(self) -> None:
        while len(self.__texts) > self.__most:
            del self.__texts[next(iter(self.__texts))]


def create_app() -> FastAPI:
    app = FastAPI()
    recent = Recent(1000)
    logger = logging.Logger("shop.views")
    logger.addHandler(logging.handlers.MemoryHandler(1000, target=logging.NullHandler()))

    @app.get("/views")
    async def views() -> str:
        recent.put(f"seen at {time.monotonic()}")
        logger.info("the views are asked for at %s", time.monotonic())
        return "views"

    return app


app = create_app()
