"""The app object is asked for by the modules that it is made of, as one does in Flask."""

from fastapi import FastAPI

app = FastAPI()

from . import routes
