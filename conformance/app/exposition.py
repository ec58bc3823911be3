"""What an app says about itself in numbers: series, as Prometheus reads them, and how they change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Labels = frozenset[tuple[str, str]]
Key = tuple[str, Labels]

TEXT = "text/plain"
OPENMETRICS = "application/openmetrics-text"
_DECLARED = re.compile(r"^# (TYPE|HELP) \S", re.MULTILINE)
_BUCKET = re.compile(r"^[a-zA-Z_:][\w:]*_bucket{(?![^\n]*le=\"\+Inf\")[^\n]*\n", re.MULTILINE)
_OWN = ("le", "quantile")  # labels that tell the parts of one series apart
_COUNTED = {"counter": ("_total", ""), "histogram": ("_count",), "summary": ("_count",)}
_PARTS = {
    "counter": ("_total", "_created", ""),
    "histogram": ("_bucket", "_count", "_sum", "_created"),
    "summary": ("", "_count", "_sum", "_created"),
    "info": ("_info",),
}


class Unreadable(ValueError):
    """A text that is no exposition; the message says why."""


@dataclass(frozen=True)
class Sample:
    """One value of a series: `name` is as it is queried, `family` and `kind` as they are declared."""

    family: str
    kind: str
    name: str
    labels: Labels
    value: float

    @property
    def counts(self) -> bool:
        """Whether it says how often something happened."""
        if self.kind in _COUNTED:
            return any(self.name == f"{self.family}{suffix}" for suffix in _COUNTED[self.kind])
        return self.kind in ("unknown", "untyped")


@dataclass(frozen=True)
class Snapshot:
    """All series at one time; `kinds` are those of all families, also of those without a series yet."""

    samples: tuple[Sample, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)

    def series(self) -> dict[str, set[Labels]]:
        """Return the labels of every series by its family; a histogram with its buckets is one series."""
        found: dict[str, set[Labels]] = {}
        for sample in self.samples:
            found.setdefault(sample.family, set()).add(without(sample.labels, *_OWN))
        return found

    def counts(self) -> dict[Key, float]:
        """Return how often what was counted, by family and labels."""
        return {(one.family, one.labels): one.value for one in self.samples if one.counts}

    def names(self) -> dict[str, set[str]]:
        """Return the names that can be queried, each with the names of its labels."""
        found: dict[str, set[str]] = {}
        for family, kind in self.kinds.items():
            for suffix in _PARTS.get(kind, ("",)):
                found.setdefault(f"{family}{suffix}", set())
        for sample in self.samples:
            found.setdefault(sample.name, set()).update(name for name, _ in sample.labels)
        return found

    def __or__(self, other: Snapshot) -> Snapshot:
        return Snapshot(self.samples + other.samples, {**self.kinds, **other.kinds})


def without(labels: Labels, *names: str) -> Labels:
    """Return labels without those called `names`."""
    return frozenset(pair for pair in labels if pair[0] not in names)


def grown(before: Snapshot, after: Snapshot) -> dict[Key, float]:
    """Return what was counted meanwhile, and how often."""
    known = before.counts()
    return {key: more for key, value in after.counts().items() if (more := value - known.get(key, 0.0)) > 0}


def plain(body: str) -> str:
    """Return an exposition as text, also where it was sent as a JSON text."""
    if body[:1] == '"':
        try:
            return str(json.loads(body))
        except ValueError:
            return body
    return body


def looks_like_one(body: str) -> bool:
    """Return whether a body is meant to be an exposition: it declares a metric."""
    return _DECLARED.search(plain(body)) is not None


def thinned(text: str) -> str:
    """Return an exposition without most of the buckets, which take longest to read and tell of no other series."""
    return _BUCKET.sub("", text)


def read(text: str, media_type: str = TEXT) -> Snapshot:
    """Return the series of an exposition. Raises Unreadable, as the official client's parser says it."""
    from prometheus_client.openmetrics.parser import text_string_to_metric_families as of_openmetrics
    from prometheus_client.parser import text_string_to_metric_families as of_text

    parse: Any = of_openmetrics if media_type == OPENMETRICS else of_text
    try:
        return _snapshot(parse(text))
    except Exception as error:  # its parsers raise whatever a wrong text makes them stumble over
        # What follows the colon is text of the exposition, which may be anybody's.
        raise Unreadable(str(error).partition(":")[0] or type(error).__name__) from None


def collected(families: Iterable[Any]) -> Snapshot:
    """Return the series a registry of prometheus_client collects."""
    return _snapshot(families)


def _snapshot(families: Iterable[Any]) -> Snapshot:
    kinds: dict[str, str] = {}
    samples: list[Sample] = []
    for family in families:
        if not family.name.endswith("_created"):  # when a series began: no metric of its own
            kinds[family.name] = family.type
            samples += _samples(family)
    return Snapshot(tuple(samples), kinds)


def _samples(family: Any) -> Iterator[Sample]:
    for one in family.samples:
        if not one.name.endswith("_created"):
            yield Sample(family.name, family.type, one.name, frozenset(one.labels.items()), one.value)


def repeated(snapshot: Snapshot) -> Sample | None:
    """Return a sample that is there twice, None when there is none: only one of them is kept."""
    seen: set[Key] = set()
    for one in snapshot.samples:
        if (one.name, one.labels) in seen:
            return one
        seen.add((one.name, one.labels))
    return None
