"""What gets into logs from requests: no secrets, and no line that a client made up."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.loading import Target
from conformance.check import check
from conformance.checks.logs.flaws import of_app, of_operation
from conformance.evidence.logs.contents import forgery, logs_in_full, repeats_in_full
from conformance.evidence.logs.log_flaws import LogFlaw, logs_of
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding
from conformance.gathering import Across

# no-secrets


@check("logs.no-secrets")
def no_secrets(leaked: list[LogFlaw], spread_leaks: Spread) -> Iterator[Finding]:
    """No secret that a client sends is written to a log, or to a span.

    Why: logs are read by more people, kept for longer and copied to more places than any password should be.
    Do: log what you need by name; ``SecretStr`` fields, and a filter that masks what slips through
    Don't: ``logger.info("headers: %s", request.headers)``, ``logger.debug("login: %s", body)``
    Read: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
    """
    yield from of_operation(leaked, spread_leaks)


@no_secrets.of_app
def no_secrets_of_app(across: Across, spread_leaks: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "leaked", spread_leaks, target)


# no-forged-lines


@check("logs.no-forged-lines")
def no_forged_lines(forgeries: list[LogFlaw], spread_forgeries: Spread) -> Iterator[Finding]:
    """No line break or escape sequence in a request gets into a log as it is, and no request id of any length.

    Why: whoever can begin a line can write that somebody else did it; an escape sequence deletes what it says.
    Do: log JSON, which escapes them, or ``%r`` instead of ``%s``; match an inbound id against ``[\\w-]{1,64}``
    Don't: ``logger.info(f"search for {q}")`` in front of a plain formatter
    Read: https://owasp.org/www-community/attacks/Log_Injection
    """
    yield from of_operation(forgeries, spread_forgeries)


@no_forged_lines.of_app
def no_forged_lines_of_app(
    across: Across, spread_forgeries: Spread, forged_paths: list[Provoked], long_ids: list[Provoked], target: Target
) -> Iterator[Finding]:
    found = list(of_app(across, "forgeries", spread_forgeries, target))
    yield from found
    places = {one.at for one in found} | {flaw.at for _, flaws in across("forgeries") for flaw in flaws}
    for one in forged_paths:
        for said in logs_of(one.exchange):
            what = forgery(said, one.canary)
            if what and said.at not in places:
                places.add(said.at)
                yield Finding(f"{what} when {one.how}", said.at or target.at, f"{said.level}: {said.lines[0][:200]!r}")
    yield from _unlimited(long_ids, target)


def _unlimited(long_ids: list[Provoked], target: Target) -> Iterator[Finding]:
    for one in long_ids:
        logged = [said for said in logs_of(one.exchange) if logs_in_full(one, said)]
        if logged:
            yield Finding(f"it is logged in full when {one.how}", logged[0].at or target.at)
            return
        if repeats_in_full(one):
            yield Finding(f"it is repeated in full in the answer when {one.how}", target.at)
            return


CHECKS = (no_secrets_of_app, no_forged_lines_of_app)
