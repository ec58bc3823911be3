"""Every page may call with its visitor's credentials."""

from fastapi.middleware.cors import CORSMiddleware

from reference_app.main import create_app

app = create_app()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])  # fault
