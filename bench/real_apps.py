"""Judge real applications from PyPI with this checkout, each in a virtual environment of its own.

Usage: python bench/real_apps.py [APP ...] [--venvs DIR] [--timeout SECONDS] [--select NAMES] [--start] [--keep]
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
START_APP = Path(__file__).with_name("start_app.py")
TOOLS = ("pytest==9.2.0", "httpx==0.28.1", "fakeredis==2.40.0", "hypothesis==6.170.17", "python-multipart==0.0.34")
EMPTY_PROJECT = "[tool.pytest.ini_options]\n"
# Settings of whoever runs this would make the apps, or pytest, another thing than what is measured.
FOREIGN = ("OPTIMADE_", "TITILER_", "PREFECT_", "TILED_", "ZENML_", "PYTEST_", "PYTHON", "VIRTUAL_ENV")


@dataclass(frozen=True)
class App:
    """A published application; `{work}` in `env` is the directory it runs in, `files` are written there first."""

    name: str
    target: str
    package: str
    requirements: tuple[str, ...]
    gets: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


TILED_MODULE = '''\
"""Tiled's own server over an empty in-memory catalog, readable by anyone, writable with an API key."""

from pathlib import Path

from fastapi import FastAPI
from tiled.catalog import in_memory
from tiled.config import Authentication
from tiled.server.app import build_app


def create() -> FastAPI:
    storage = Path.cwd() / "storage"
    storage.mkdir(exist_ok=True)
    catalog = in_memory(writable_storage=[storage.as_uri().replace("file://", "file://localhost", 1)])
    return build_app(catalog, Authentication(single_user_api_key="secret", allow_anonymous_access=True))
'''

APPS = (
    App(
        name="optimade",
        target="optimade.server.main:app",
        package="optimade",
        requirements=("optimade[server]==1.5.0", "fastapi==0.165.0", "starlette==1.10.0", "pydantic==2.14.4"),
        gets=("/info", "/structures"),
        env={
            "OPTIMADE_CONFIG_FILE": "{work}/optimade.json",
            "OPTIMADE_DATABASE_BACKEND": "mongomock",
            "OPTIMADE_LOG_DIR": "{work}/log",
        },
        files={"optimade.json": "{}\n"},
    ),
    App(
        name="titiler",
        target="titiler.application.main:app",
        package="titiler.application",
        requirements=("titiler.application==2.4.0", "fastapi==0.165.0", "starlette==1.10.0", "pydantic==2.14.4"),
        gets=("/healthz", "/colorMaps"),
        env={"GDAL_HTTP_MAX_RETRY": "0", "GDAL_HTTP_CONNECTTIMEOUT": "2", "TITILER_API_TELEMETRY_ENABLED": "false"},
    ),
    App(
        name="prefect",
        target="prefect.server.api.server:create_app",
        package="prefect",
        requirements=("prefect==3.9.1", "fastapi==0.150.0", "starlette==1.10.0", "pydantic==2.14.4"),
        gets=("/api/health", "/api/admin/version"),
        env={
            "PREFECT_HOME": "{work}/prefect",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            # What `prefect server start --no-services` sets: with the services, leaving the lifespan early raises.
            "PREFECT__SERVER_WEBSERVER_ONLY": "1",
        },
    ),
    App(
        name="tiled",
        target="tiled_in_memory:create",
        package="tiled",
        requirements=("tiled[server]==0.2.20", "fastapi==0.165.0", "starlette==1.10.0", "pydantic==2.14.4"),
        gets=("/healthz", "/api/v1/", "/api/v1/search/"),
        files={"tiled_in_memory.py": TILED_MODULE},
    ),
    App(
        name="zenml",
        target="zenml.zen_server.zen_server_api:app",
        package="zenml",
        requirements=("zenml[server]==0.98.0", "fastapi==0.138.2", "starlette==1.10.0", "pydantic==2.12.5"),
        gets=("/health", "/api/v1/current-user"),
        env={
            "ZENML_SERVER": "true",
            "ZENML_CONFIG_PATH": "{work}/zenml",
            "ZENML_STORE_TYPE": "sql",
            "ZENML_STORE_URL": "sqlite:///{work}/zenml.db",
            "ZENML_ANALYTICS_OPT_IN": "false",
            "ZENML_LOGGING_COLORS_DISABLED": "true",
            # As `zenml login --local` starts it: one user, already activated, no credentials asked for.
            "ZENML_SERVER_AUTH_SCHEME": "NO_AUTH",
            "ZENML_SERVER_AUTO_ACTIVATE": "true",
        },
    ),
)


@dataclass
class Row:
    """One line of the table; what is not known is an empty string."""

    app: str
    version: str = ""
    fastapi: str = ""
    operations: str = ""
    openapi: str = ""
    exercised: str = ""
    must: str = ""
    should: str = ""
    errors: str = ""
    seconds: str = ""
    exit: str = ""


class Failed(Exception):
    """An app could not be installed or started; the message says which command failed and how."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge the chosen apps, print the table, and return 0 when every one of them got a report."""
    options = parse(arguments)
    rows = []
    for app in options.apps:
        print(f"{app.name} ...", file=sys.stderr, flush=True)
        rows.append(judge(app, options))
    print(table(rows))
    return 0 if all(row.openapi if options.start else row.operations for row in rows) else 1


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    by_name = {app.name: app for app in APPS}
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("apps", nargs="*", metavar="APP", help=f"any of {', '.join(by_name)} (default: all)")
    parser.add_argument("--venvs", type=Path, default=Path(tempfile.gettempdir(), "conformance-real-apps"))
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for one run of pytest (default: 1800)")
    parser.add_argument("--select", default="", help="only some areas or checks, as --conformance-select takes them")
    parser.add_argument("--start", action="store_true", help="only show that each app starts and answers")
    parser.add_argument("--keep", action="store_true", help="keep the working directories and print where they are")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.apps if name not in by_name]:
        parser.error(f"unknown app {', '.join(unknown)}; choose from {', '.join(by_name)}")
    options.apps = [by_name[name] for name in options.apps or by_name]
    options.venvs = options.venvs.resolve()
    return options


def judge(app: App, options: argparse.Namespace) -> Row:
    """Install, start and judge one app; what goes wrong is printed and leaves the rest of its row empty."""
    row = Row(app.name)
    work = Path(tempfile.mkdtemp(prefix=f"conformance-{app.name}-")).resolve()
    try:
        python = installed(app, options.venvs / app.name, checkout=not options.start)
        row.version, row.fastapi = versions(python, app.package, "fastapi")
        row.openapi = started(app, python, work / "start")
        if not options.start:
            run_pytest(app, python, work, options, row)
    except Failed as failure:
        print(f"{app.name}: {failure}", file=sys.stderr)
    finally:
        clear(work, options.keep)
    return row


def clear(work: Path, keep: bool) -> None:
    """Remove a working directory, or say where it is."""
    if keep:
        print(f"{work}: {', '.join(sorted(entry.name for entry in work.iterdir()))}", file=sys.stderr)
    else:
        shutil.rmtree(work, ignore_errors=True)


def installed(app: App, home: Path, checkout: bool) -> Path:
    """Return the Python of the app's virtual environment, made and filled unless it already is."""
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True, symlinks=True, upgrade_deps=True)
    pip_install(python, home / "installed-app", [*app.requirements, *TOOLS])
    if checkout:
        declared = (CHECKOUT / "pyproject.toml").read_text()
        pip_install(python, home / "installed-checkout", ["-e", str(CHECKOUT)], declared)
    return python


def pip_install(python: Path, stamp: Path, what: Sequence[str], version: str = "") -> None:
    """Install `what` unless the stamp says that this, in this version, was done before."""
    wanted = hashlib.sha256("\n".join([*what, version]).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    run([str(python), "-m", "pip", "install", "--quiet", *what], cwd=python.parent, env=clean_environment())
    stamp.write_text(wanted)


def versions(python: Path, *packages: str) -> list[str]:
    """Return the installed versions of some packages."""
    code = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]))"
    return run([str(python), "-I", "-c", code, *packages], cwd=python.parent, env=clean_environment()).split()


def started(app: App, python: Path, work: Path) -> str:
    """Start the app, ask it for a few paths, and return how many operations its own OpenAPI lists."""
    environment = prepare(app, work)
    output = run([str(python), str(START_APP), app.target, *app.gets], cwd=work, env=environment)
    seen = json.loads(output.splitlines()[-1])
    print(f"{app.name}: starts in {seen['started']} s, {seen['statuses']}", file=sys.stderr)
    return str(seen["openapi"])


def run_pytest(app: App, python: Path, work: Path, options: argparse.Namespace, row: Row) -> None:
    """Run the suite in a fresh directory and put what it reports into the row."""
    project, report = work / "judge", work / "report.json"
    environment = prepare(app, project)
    command = [str(python), "-m", "pytest", f"--conformance={app.target}", f"--conformance-json={report}", "-q"]
    command += [f"--conformance-select={options.select}"] if options.select else []
    begun = time.monotonic()
    row.exit = bounded(command, project, environment, work / "pytest.txt", options.timeout)
    row.seconds = f"{time.monotonic() - begun:.0f}"
    if report.exists():
        fill(row, json.loads(report.read_text()))
    else:
        print(f"{app.name}: no report\n{end_of((work / 'pytest.txt').read_text(errors='replace'))}", file=sys.stderr)


def bounded(command: Sequence[str], cwd: Path, env: Mapping[str, str], output: Path, timeout: float) -> str:
    """Run a command with a deadline and return its exit code, or "timeout" when it and its children were ended."""
    with output.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )
        try:
            return str(process.wait(timeout))
        except subprocess.TimeoutExpired:
            return "timeout"
        finally:
            end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session of its own, and whatever it left behind in it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def fill(row: Row, report: Mapping[str, Any]) -> None:
    """Count what a JSON report holds."""
    operations, verdicts = report["operations"], report["verdicts"]
    row.operations = str(len(operations))
    row.exercised = str(sum(bool(operation["exercised"]) for operation in operations))
    row.must, row.should = (str(findings(verdicts, level)) for level in ("must", "should"))
    row.errors = str(sum(verdict["verdict"] == "error" for verdict in verdicts))


def findings(verdicts: Iterable[Mapping[str, Any]], level: str) -> int:
    """Count the findings of the checks of one level that the app fails."""
    return sum(len(v["findings"]) for v in verdicts if v["level"] == level and v["verdict"] == "fails")


def prepare(app: App, work: Path) -> dict[str, str]:
    """Write the files an app needs into an otherwise empty directory and return the environment to run it in."""
    work.mkdir(parents=True)
    for name, text in {"pyproject.toml": EMPTY_PROJECT, **app.files}.items():
        (work / name).write_text(text)
    own = {name: value.replace("{work}", str(work)) for name, value in app.env.items()}
    return {**clean_environment(), "HOME": str(work), **own}


def clean_environment() -> dict[str, str]:
    """Return the environment without what would configure the apps, Python or pytest."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str], timeout: float = 900) -> str:
    """Run a command that has to succeed and return its standard output."""
    shown = " ".join(command)
    try:
        done = subprocess.run(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"no end after {timeout:.0f} s: {shown}") from None
    if done.returncode:
        raise Failed(f"exit {done.returncode}: {shown}\n{end_of(done.stderr)}")
    return done.stdout


def end_of(text: str, lines: int = 12) -> str:
    """Return the last lines of a text."""
    return "\n".join(text.rstrip().splitlines()[-lines:])


def table(rows: Sequence[Row]) -> str:
    """Return the rows under their column names, aligned."""
    lines = [list(Row.__dataclass_fields__), *([value or "-" for value in vars(row).values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
