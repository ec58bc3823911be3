"""CORS inside of all other middleware: what is refused or fails further outside, no page can read."""

from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware

from reference_app.main import create_app

app = create_app()
app.user_middleware.append(Middleware(CORSMiddleware, allow_origins=["https://shop.example"]))  # fault
