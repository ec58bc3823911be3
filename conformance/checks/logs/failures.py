"""What logs say of failures: each crash once, at its level, and no error that nobody hears of."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.loading import Target
from conformance.check import check
from conformance.checks.logs.flaws import of_app, of_operation
from conformance.evidence.logs.log_flaws import LogFlaw
from conformance.evidence.spread import Spread
from conformance.finding import Finding
from conformance.gathering import Across

# crash-is-logged-once


@check("logs.crash-is-logged-once")
def crash_is_logged_once(lost_crashes: list[LogFlaw], spread_crashes: Spread) -> Iterator[Finding]:
    """Each unhandled error is logged exactly once, with its traceback.

    Why: what is not logged is never mended; what is logged twice is counted twice, and alarms twice. An exception that
    an app raises on to its server is logged there, and Starlette raises on what a handler of Exception answered: where
    only the server repeats it, this advises.
    Do: log where the exception ends: in a middleware that answers 500, or leave both to the server
    Don't: ``logger.exception("failed")`` and then ``raise``
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/
    """
    yield from of_operation(lost_crashes, spread_crashes)


@crash_is_logged_once.of_app
def crash_is_logged_once_of_app(across: Across, spread_crashes: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "lost_crashes", spread_crashes, target)


# levels-fit


@check("logs.levels-fit", level="should")
def levels_fit(unfit_levels: list[LogFlaw], spread_levels: Spread) -> Iterator[Finding]:
    """A client's mistake is not logged as an error with a traceback, and a crash as nothing less than an error.

    Why: whoever is woken by errors is woken by every bot that guesses a URL, and soon is not woken at all.
    Do: ``logger.info("refused: %s", error.status_code)`` for 4xx, ``logger.exception(...)`` for what nobody foresaw
    Don't: ``logger.exception(...)`` in the handler of HTTPException
    Read: https://docs.python.org/3/howto/logging.html#when-to-use-logging
    """
    yield from of_operation(unfit_levels, spread_levels)


@levels_fit.of_app
def levels_fit_of_app(across: Across, spread_levels: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "unfit_levels", spread_levels, target)


# no-swallowed-errors


@check("logs.no-swallowed-errors", level="should")
def no_swallowed_errors(vanished: list[LogFlaw], spread_vanished: Spread) -> Iterator[Finding]:
    """No clause that catches every exception keeps one to itself.

    Why: a misspelt name under it is a bug that nobody sees: the feature just does not work any more.
    Do: ``except Exception: logger.exception("no prices")``, or catch what is expected and nothing else
    Don't: ``except Exception: pass``
    Read: https://docs.python.org/3/tutorial/errors.html#handling-exceptions
    """
    yield from of_operation(vanished, spread_vanished)


@no_swallowed_errors.of_app
def no_swallowed_errors_of_app(across: Across, spread_vanished: Spread, target: Target) -> Iterator[Finding]:
    yield from of_app(across, "vanished", spread_vanished, target)


CHECKS = (crash_is_logged_once_of_app, levels_fit_of_app, no_swallowed_errors_of_app)
