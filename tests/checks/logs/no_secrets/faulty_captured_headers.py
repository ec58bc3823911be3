"""OpenTelemetry's instrumentation, told to keep all headers."""

from fastapi import FastAPI
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(InMemorySpanExporter()))
app = FastAPI()


@app.get("/prices")
def prices() -> list[int]:
    return [1, 2, 3]


FastAPIInstrumentor.instrument_app(app, tracer_provider=provider, http_capture_headers_server_request=[".*"])  # fault
