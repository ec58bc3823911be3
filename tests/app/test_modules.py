"""Reading who imports whom: whatever the layout, without running anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conformance.app.modules import Modules, read


def written(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder.joinpath(*name.split("__in__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def found(folder: Path, name: str) -> Modules:
    return read([name], lambda path: path.startswith(str(folder)))


def edges(modules: Modules) -> set[tuple[str, str, bool]]:
    return {(one.importer, one.imported, one.at_load) for one in modules.all()}


def test_modules_at_the_top_import_one_another(folder: Path) -> None:
    written(
        folder, made_main="import made_items\nimport json", made_items="def f():\n    import made_users", made_users=""
    )

    modules = found(folder, "made_main")

    assert list(modules.known) == ["made_main", "made_items", "made_users"]
    assert edges(modules) == {("made_main", "made_items", True), ("made_items", "made_users", False)}


def test_a_package_without_init_is_a_package(folder: Path) -> None:
    written(folder, spread__in__api__in__main="from spread.core import names\nfrom ..core.names import A")
    written(folder, spread__in__core__in__names="A = 1")

    assert edges(found(folder, "spread.api.main")) == {("spread.api.main", "spread.core.names", True)}


def test_a_package_below_src_is_found_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path / "src"))
    written(tmp_path / "src" / "housed", __init__="", main="from . import items", items="from .main import app")

    modules = found(tmp_path, "housed.main")

    assert list(modules.known) == ["housed", "housed.main", "housed.items"]
    assert edges(modules) == {("housed.main", "housed.items", True), ("housed.items", "housed.main", True)}


def test_a_package_hands_on_names_and_has_modules(folder: Path) -> None:
    written(folder / "handing", __init__="from .a import name", a="name = 1", b="from handing import name, a")

    assert edges(found(folder, "handing.b")) == {
        ("handing", "handing.a", True),
        ("handing.b", "handing", True),
        ("handing.b", "handing.a", True),
    }


def test_a_module_that_does_not_parse_is_named(folder: Path) -> None:
    written(folder / "broken_in_part", __init__="", main="from . import bad, good", bad="def (", good="")

    modules = found(folder, "broken_in_part.main")

    assert list(modules.unread) == ["broken_in_part.bad"]
    assert "bad.py:1" in modules.unread["broken_in_part.bad"]
    assert "broken_in_part.good" in modules.known


def test_nothing_is_run_or_imported(folder: Path) -> None:
    written(
        folder / "untouched", __init__="raise SystemExit", main="from . import other\nraise SystemExit", other="1 / 0"
    )

    assert len(found(folder, "untouched.main").known) == 3
    assert not [name for name in sys.modules if name.startswith("untouched")]


def test_what_is_above_every_package_is_nothing(folder: Path) -> None:
    written(folder / "climbing", __init__="", main="from ... import nothing\nfrom .... import more")

    assert not edges(found(folder, "climbing.main"))


@pytest.mark.parametrize(
    "text",
    [
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import made_other",
        "import typing\nif typing.TYPE_CHECKING and True:\n    import made_other",
        "from typing import TYPE_CHECKING as T\nif not T:\n    pass\nelse:\n    import made_other",
        "if __name__ == '__main__':\n    import made_other",
        "if False:\n    import made_other",
    ],
)
def test_what_is_for_types_or_for_a_script_is_not_imported(folder: Path, text: str) -> None:
    written(folder, made_asking=text, made_other="")

    assert not edges(found(folder, "made_asking"))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    import made_other\nexcept ImportError:\n    pass",
        "class A:\n    with open(__file__):\n        import made_other",
        "from typing import TYPE_CHECKING\nif not TYPE_CHECKING:\n    import made_other",
        "match 1:\n    case 1:\n        import made_other",
        "for one in ():\n    pass\nelse:\n    import made_other",
    ],
)
def test_what_runs_while_a_module_is_loaded_is_imported(folder: Path, text: str) -> None:
    written(folder, made_asking=text, made_other="")

    assert edges(found(folder, "made_asking")) == {("made_asking", "made_other", True)}
