"""The run as a JSON document for other programs; `schema.json` beside this module describes it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from conformance import __version__
from conformance.report.file import encodable, save
from conformance.verdict import OperationRecord, Run, Seen, Verdict


def document(run: Run) -> dict[str, Any]:
    """Return the run as plain JSON values: in the same order for the same verdicts, always valid UTF-8."""
    made: dict[str, Any] = _encodable(
        {
            "conformance": __version__,
            "target": run.target,
            "seconds": _seconds(run.seconds),
            "environment": dict(sorted(run.environment.items())),
            "operations": [_operation(o) for o in sorted(run.operations, key=lambda o: o.id)],
            "verdicts": [_verdict(v) for v in sorted(run.verdicts, key=lambda v: (v.node, v.subject))],
            "totals": _totals(run),
        }
    )
    return made


def write(run: Run, path: Path) -> None:
    """Write the document to `path`; NotWritten says in one line why that was not possible."""
    save(json.dumps(document(run), indent=2, ensure_ascii=False, allow_nan=False) + "\n", path)


def _operation(operation: OperationRecord) -> dict[str, Any]:
    return {
        "id": operation.id,
        "exercised": operation.exercised,
        "status": operation.status,
        "reason": operation.reason,
        "path": operation.path,
        "line": operation.line,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "node": verdict.node,
        "check": verdict.check,
        "area": verdict.area,
        "level": verdict.level,
        "subject": verdict.subject,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "seconds": _seconds(verdict.seconds),
        "findings": [_finding(seen) for seen in verdict.findings],
    }


def _finding(seen: Seen) -> dict[str, Any]:
    return {
        "message": seen.message,
        "path": seen.path,
        "line": seen.line,
        "seen": seen.seen,
        "operations": list(seen.operations),
    }


def _totals(run: Run) -> dict[str, int]:
    exercised = sum(operation.exercised for operation in run.operations)
    return run.totals() | {"operations": len(run.operations), "exercised": exercised}


def _seconds(value: float) -> float:
    """Return a duration to the microsecond; JSON has no NaN, and a clock set back took no time."""
    return round(max(value, 0.0), 6) if math.isfinite(value) else 0.0


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return value
