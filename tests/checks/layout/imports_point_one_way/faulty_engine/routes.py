from fastapi import FastAPI

URL = "sqlite://"
app = FastAPI()


@app.get("/url")
def read_url() -> str:
    return URL
