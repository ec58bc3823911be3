"""The visits so far are put into a new list with every visit."""

from fastapi import FastAPI, Request

app = FastAPI()
app.state.visits = ()


@app.middleware("http")
async def visits(request: Request, call_next):
    visit = {"path": request.url.path, "agent": str(request.headers)}
    request.app.state.visits = (*request.app.state.visits, visit)  # fault
    return await call_next(request)


@app.get("/about")
async def about() -> str:
    return "We sell tea."
