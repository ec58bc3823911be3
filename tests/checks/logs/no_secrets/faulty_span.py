"""A span is told all that a form holds."""

from fastapi import FastAPI
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(InMemorySpanExporter()))
tracer = provider.get_tracer("shop")
app = FastAPI()


class Login(BaseModel):
    name: str
    password: str


@app.post("/login")
async def login(form: Login) -> str:
    with tracer.start_as_current_span("login") as span:
        span.set_attribute("shop.form", form.model_dump_json())  # fault
        return form.name
