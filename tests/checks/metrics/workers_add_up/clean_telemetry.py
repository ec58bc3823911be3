"""FastAPI's own telemetry, or the instrumentation where it has none, pushed elsewhere."""

import fastapi
from fastapi import FastAPI
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

provider = MeterProvider(metric_readers=[InMemoryMetricReader()])
if tuple(map(int, fastapi.__version__.split(".")[:2])) >= (0, 142):
    app = FastAPI(telemetry={"meter_provider": provider})
else:
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    app = FastAPI()
    FastAPIInstrumentor.instrument_app(app, meter_provider=provider)


@app.get("/carts/{cart_id}")
async def read_cart(cart_id: int) -> int:
    return cart_id
