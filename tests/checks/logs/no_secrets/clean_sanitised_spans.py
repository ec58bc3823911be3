"""All headers are kept in spans but for those that are sanitised, and of a form what is no secret."""

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel, SecretStr

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(InMemorySpanExporter()))
tracer = provider.get_tracer("shop")
app = FastAPI()


class Login(BaseModel):
    name: str
    password: SecretStr


@app.post("/login")
async def login(form: Login) -> str:
    with tracer.start_as_current_span("login", attributes={"shop.name": form.name}) as span:
        span.set_attributes({"shop.form": repr(form)})
        return form.name


FastAPIInstrumentor.instrument_app(
    app,
    tracer_provider=provider,
    http_capture_headers_server_request=[".*"],
    http_capture_headers_sanitize_fields=["authorization", "cookie", "x-api-key"],
)
