"""A dict on the state of the app keeps what was found, and is asked for truth: nothing found is looked for again."""

from fastapi import FastAPI, Request

app = FastAPI()
app.state.found = {}
ITEMS = ["kettle", "teapot"]


@app.get("/search/{text}")
async def search(request: Request, text: str) -> list[str]:
    found = request.app.state.found.get(text)
    if found:  # fault
        return found
    found = [name for name in ITEMS if text in name or len(text) > 1]
    request.app.state.found[text] = found
    return found
