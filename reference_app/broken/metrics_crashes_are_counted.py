"""Requests that crash are timed, but not counted."""

from reference_app.main import create_app
from reference_app.metrics import _METHODS, Metrics


class Forgetful(Metrics):
    """Counts what was answered on purpose."""

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        method = method if method in _METHODS else "OTHER"
        if status < 500:
            self._requests.labels(method, route, str(status)).inc()  # fault
        self._seconds.labels(method, route).observe(seconds)


app = create_app()
app.state.metrics.__class__ = Forgetful
