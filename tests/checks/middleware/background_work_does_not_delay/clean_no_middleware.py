"""Nothing is between the routes and the server, so that nothing can hold an answer back."""

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()


@app.get("/items")
async def items(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "kettle"
