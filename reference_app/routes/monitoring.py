"""For those who run the service; a proxy in front keeps these paths to itself."""

import logging

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from reference_app.errors import RETRY_AFTER_SECONDS
from reference_app.metrics import Metrics
from reference_app.models.schemas import Health
from reference_app.routes.dependencies import ResourcesDep

logger = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)


@router.get("/livez")
async def live() -> Health:
    """Tell that the process serves; restarting it would not mend anything else."""
    return Health()


@router.get("/readyz")
async def ready(resources: ResourcesDep) -> Health:
    """Tell whether requests can be answered now."""
    try:
        await resources.check()
    except (SQLAlchemyError, RedisError, OSError) as error:
        logger.warning("not ready", extra={"error": type(error).__name__})
        raise HTTPException(503, "Not ready.", headers={"Retry-After": str(RETRY_AFTER_SECONDS)}) from error
    return Health()


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Return all series for Prometheus."""
    series: Metrics = request.app.state.metrics
    return Response(series.exposition(), media_type=CONTENT_TYPE_LATEST)
