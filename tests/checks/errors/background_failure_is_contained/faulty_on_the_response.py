"""The tasks hang on the response, made by hand; the first failure is the last thing they do."""

from fastapi.responses import JSONResponse
from starlette.background import BackgroundTasks

from tests.checks.errors._base import make_app

app = make_app("detail")
EVENTS: list[str] = []


def publish(topic: str) -> None:
    EVENTS.append(topic)


def index(topic: str) -> None:
    EVENTS.append(f"index {topic}")


@app.post("/articles", response_model=None)
def publish_article(topic: str = "news"):
    tasks = BackgroundTasks()
    tasks.add_task(publish, topic)  # fault
    tasks.add_task(index, topic)  # fault
    return JSONResponse({"topic": topic}, background=tasks)
