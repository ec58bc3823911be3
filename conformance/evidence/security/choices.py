"""Evidence of hosts and files that a caller chooses: names that lead to us, and to files of ours."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.exceptions import HTTPException

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.login import takes_login
from conformance.app.mutation import leaves
from conformance.app.operations import Operation
from conformance.app.parameters import Spot
from conformance.app.recipe import File, Recipe
from conformance.check import evidence
from conformance.evidence.planting import each, named, planted, spots
from conformance.evidence.security.breaches import Breach
from conformance.faults.network import is_refused
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.observe.opened import Listening, heard

_ENDINGS = ("", ".txt", ".json", ".html", ".csv", ".pdf", ".png", ".md", ".yaml", ".xml", ".log")
_UP = 16  # folders that a path may lie below the root
_SPOTS = 12
_CUTTING = ("/", "#", "?")  # what ends a host in an address


@dataclass(frozen=True)
class Bait:
    """A folder of ours, with files in it that hold a text which is nowhere else."""

    folder: str
    content: str

    @property
    def path(self) -> str:
        return f"{self.folder}/bait"

    def restore(self) -> None:
        """Put back what may have been changed or taken away."""
        Path(self.folder).mkdir(exist_ok=True)
        for ending in _ENDINGS:
            Path(f"{self.path}{ending}").write_text(self.content, encoding="ascii")


@evidence
@contextmanager
def bait() -> Iterator[Bait]:
    """Files for an app to find where it is not to look; they are gone at the end."""
    with tempfile.TemporaryDirectory(prefix="cnry", ignore_cleanup_errors=True) as folder:
        made = Bait(str(Path(folder).resolve()), f"bait-{secrets.token_hex(8)}")
        made.restore()
        yield made


@evidence
def choices(
    driver: Driver, sampled: bool, operation: Operation, sample: Valid, code: UserCode, bait: Bait
) -> list[Breach]:
    """Where what a caller sends is the host that is asked, or the file that is opened."""
    if takes_login(operation):
        raise NotApplicable("takes a name and a password")
    if driver.is_shared(operation):
        raise NotExercised("changes what this run did not create: it is sent nothing but what is there")
    files = [(made, spot) for made in driver.full(operation) for spot in leaves(made) if _is_file(made, spot)]
    if not files and not spots(driver, operation):
        raise NotApplicable("takes no text")
    offering = _Offering(driver, operation, code, bait)
    found = [*offering.hosts(), *offering.paths(files)]
    if not found and sample.problem:
        raise NotExercised(sample.problem)
    return found


def _is_file(made: Recipe, spot: Spot) -> bool:
    return isinstance(made.at(*spot), File)


@dataclass(frozen=True)
class _Offering:
    """Sends one operation the names of hosts and files that are nobody's but ours."""

    driver: Driver
    operation: Operation
    code: UserCode
    bait: Bait

    def hosts(self) -> Iterator[Breach]:
        """Yield where the app asks a host because its name was sent; no packet leaves this machine."""
        lines: set[Place | None] = set()
        for texts in (lambda mark: (f"https://{mark}.invalid/x",), lambda mark: (f"{mark}.invalid",)):
            for changed, spot, text in each(self.driver, self.operation, texts):
                exchange = self._send(changed)
                host = text.removeprefix("https://").partition("/")[0]
                for peer, at in exchange.touched.items():
                    if host in peer.lower() and at not in lines and self._is_chosen(changed, spot, host, peer):
                        lines.add(at)
                        yield self._breach(changed, exchange, f"lets {named(spot)} choose the host it asks", peer, at)

    def _is_chosen(self, made: Recipe, spot: Spot, host: str, peer: str) -> bool:
        """Return whether the host may be anybody's: where the app adds a domain of its own, that can be cut off."""
        if _name(peer).endswith(host):
            return True
        cut = (planted(self.operation, made, spot, f"{host}{end}") for end in _CUTTING)
        peers = (peer for one in cut if one is not None for peer in self._send(one).touched)
        return any(_name(peer).endswith(host) for peer in peers)

    def paths(self, files: list[tuple[Recipe, Spot]]) -> Iterator[Breach]:
        """Yield where the app opens a file of ours because its path was sent."""
        texts = [(made, spot) for made, spot in spots(self.driver, self.operation) if spot[0] != "header"][:_SPOTS]
        for made, spot in [*texts, *files]:
            for path in (self.bait.path, f"{'../' * _UP}{self.bait.path[1:]}", f"file://{self.bait.path}"):
                changed = self._with(made, spot, path)
                if changed is not None:
                    exchange, opened, at = self._opened(changed)
                    if opened:
                        what = f"lets {named(spot)} choose the file it opens"
                        yield self._breach(changed, exchange, what, f"opened {opened}", at)
                        return

    def _with(self, made: Recipe, spot: Spot, path: str) -> Recipe | None:
        held = made.at(*spot)
        if isinstance(held, File):
            return made.put(*spot, replace(held, name=path))
        return planted(self.operation, made, spot, path)

    def _opened(self, changed: Recipe) -> tuple[Exchange, str, Place | None]:
        self.bait.restore()
        with heard(Listening(self.bait.folder, self.code.calling)) as listening:
            exchange = self._send(changed)
        if listening.found:
            return exchange, *listening.found[0]
        return exchange, self.bait.path if self.bait.content in exchange.text else "", None

    def _send(self, changed: Recipe) -> Exchange:
        return self.driver.send(self.driver.renewed(changed.request()), self.operation)

    def _breach(self, changed: Recipe, exchange: Exchange, what: str, seen: str, at: Place | None) -> Breach:
        made = exchange.answer.at if exchange.answer is not None else None
        failed = (self.code.raised_at(one) for one in exchange.raised() if is_refused(one) and not _is_answer(one))
        place = at or next(filter(None, failed), None) or made or self.operation.at
        return Breach(self.operation, f"{self.operation} {what}", place, seen, changed.request().curl())


def _name(peer: str) -> str:
    return peer.lower().partition(":")[0]


def _is_answer(error: BaseException) -> bool:
    return isinstance(error, HTTPException)


EVIDENCE = (bait, choices)
