"""Libraries' middleware only, around an app with tasks, one of them mounted with a stack of its own."""

from fastapi import BackgroundTasks, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware import Middleware

mails = FastAPI(middleware=[Middleware(GZipMiddleware, minimum_size=5)])


@mails.post("/")
async def mail(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"


inner = FastAPI()
inner.add_middleware(GZipMiddleware, minimum_size=5)
inner.mount("/mails", mails)


@inner.get("/items")
async def items(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "kettle"


app = CORSMiddleware(inner, allow_origins=["https://shop.example"])
