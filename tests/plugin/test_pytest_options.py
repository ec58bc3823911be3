"""What pytest itself offers works on checks as it does on tests."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from tests.plugin.project import NODES, OUTCOMES, Project, failed, passed


def ids(result: pytest.RunResult) -> list[str]:
    """Return the node ids that `--collect-only -q` printed."""
    return [line for line in result.outlines if "::" in line]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ((), NODES),
        (("-k", "holds"), [NODES[3]]),
        (("-k", "demo.no-ids"), NODES[4:6]),
        (("-k", "not demo.no-ids and not holds"), [*NODES[:3], NODES[6]]),
        (("-m", "conformance"), NODES),
        (("-m", "not conformance"), []),
        (("--deselect", NODES[0], "--deselect", "shop:app::demo.no-ids::GET /items/"), [*NODES[1:5], NODES[6]]),
        (("--deselect", "shop:app::demo.no-ids"), [*NODES[:4], NODES[6]]),
        (("--deselect", "shop:app"), []),
    ],
)
def test_what_is_collected(args: Iterable[str], expected: list[str], project: Project) -> None:
    assert ids(project.judge("--co", "-q", *args)) == expected
    assert not project.lifespans()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["shop:app"], NODES),
        (["shop:app::demo.no-ids"], NODES[4:6]),
        ([NODES[4]], [NODES[4]]),
        ([NODES[5]], [NODES[5]]),
        ([NODES[5], NODES[0]], [NODES[0], NODES[5]]),
        (["shop:app::demo.no-ids", "shop:app::demo.holds::app"], NODES[3:6]),
    ],
)
def test_node_ids_can_be_pasted(given: list[str], expected: list[str], project: Project) -> None:
    project.own_test()

    assert ids(project.judge("--co", "-q", *given)) == expected


def test_every_id_that_is_printed_can_be_pasted(project: Project) -> None:
    for node in ids(project.judge("--co", "-q")):
        assert project.verdicts(node) == {node: OUTCOMES[NODES.index(node)]}


def test_a_node_id_and_a_path_of_own_tests_go_together(project: Project) -> None:
    project.own_test()

    passed(project.judge(NODES[3], "tests/test_own.py"), passed=2, deselected=6)
    passed(project.judge("tests/test_own.py::test_own", NODES[3]), passed=2, deselected=6)


def test_a_node_id_can_be_pasted_where_the_ini_option_names_the_target(project: Project) -> None:
    project.pytester.makeini("[pytest]\nconformance = shop:app\ntestpaths = tests")
    project.own_test()

    everything = len(ids(project.run("--co", "-q")))

    passed(project.run(NODES[3]), passed=1, deselected=everything - 2)
    passed(project.run("tests/test_own.py", "-k", "test_own"), passed=1, deselected=everything - 1)


def test_collect_only_shows_the_tree(project: Project) -> None:
    result = project.judge("--collect-only")

    result.stdout.fnmatch_lines(
        [
            "<Suite shop:app>",
            "  <CheckCollector demo.absent>",
            "    <CheckItem app>",
            "*<CheckItem GET /items/{item_id}>",
        ]
    )


def test_last_failed_runs_what_failed(project: Project) -> None:
    project.own_test("def test_own():\n        assert False")
    project.judge("tests")

    assert ids(project.judge("tests", "--lf", "--co", "-q")) == ["tests/test_own.py::test_own", NODES[2], NODES[5]]
    project.judge("tests", "--lf").assert_outcomes(failed=3, deselected=5)


def test_failed_first_starts_with_what_failed(project: Project) -> None:
    project.judge()

    assert ids(project.judge("--ff", "--co", "-q"))[:2] == [NODES[2], NODES[5]]


def test_stepwise_goes_on_where_it_stopped(project: Project) -> None:
    first = project.judge("--sw")
    again = project.judge("--sw", "--sw-skip")

    assert failed(first).startswith(NODES[2])
    assert "1 failed" in str(first.stdout)
    again.assert_outcomes(failed=2, passed=2, deselected=2)


@pytest.mark.parametrize("option", ["-x", "--maxfail=1"])
def test_a_run_can_stop_at_the_first_failure(option: str, project: Project) -> None:
    result = project.judge(option)

    result.assert_outcomes(failed=1, skipped=1)
    assert failed(result).startswith(NODES[2])
    assert project.lifespans() == ["start", "stop"]


def test_junit_xml_has_every_check(project: Project) -> None:
    project.judge("--junit-xml=junit.xml")
    cases = list(ElementTree.parse(project.path / "junit.xml").iter("testcase"))

    assert [case.get("name") for case in cases] == [
        "app",
        "app",
        "app",
        "app",
        "GET /items",
        "GET /items/{item_id}",
        "app",
    ]
    assert [child.tag for child in cases[5]] == ["properties", "failure"]
    assert "there is an id" in str(cases[5][1].text)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("-q",), "shop:app: 2 conform, 1 does not, 1 advice, 0 waived, *"),
        (("-v",), "shop:app::demo.no-ids::GET /items/{item_id} FAILED*"),
        (("-vv",), "*conftest.py*KeyError*"),
        (("--tb=long",), "*raise KeyError*"),
        (("--tb=no", "-rs"), "SKIPPED*not exercised: nobody asked"),
        (("--durations=3", "-vv"), "*slowest 3 durations*"),
        (("--no-summary",), "shop:app saF..Fs*"),
        (("--no-header",), "shop:app saF..Fs*"),
        (("-s",), "*demo*2*1*1*"),
        (("--color=yes",), "*no-ids*"),
        (("--setup-show",), "*demo.holds*"),
    ],
)
def test_the_output_follows(args: Iterable[str], line: str, project: Project) -> None:
    result = project.judge(*args)

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines([line])


@pytest.mark.parametrize("plugin", ["asyncio", "randomly", "xdist", "terminal", "cacheprovider", "junitxml", "logging"])
def test_verdicts_do_not_need(plugin: str, project: Project) -> None:
    assert project.verdicts("-p", f"no:{plugin}") == dict(zip(NODES, OUTCOMES, strict=True))


def test_verdicts_do_not_depend_on_the_order(project: Project) -> None:
    project.pytester.runpytest_inprocess(
        "--conformance=shop:app", "--conformance-select=demo", "-p", "randomly", "-p", "no:cacheprovider"
    ).assert_outcomes(failed=2, passed=2, skipped=2)


def test_strictness_finds_nothing(project: Project) -> None:
    project.pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function")

    passed(
        project.judge("--strict-markers", "--strict-config", "-W", "error", "-k", "holds or GET and not item_id"),
        passed=2,
        deselected=5,
    )


def test_a_collection_error_of_an_own_test_stops_the_run_or_not(project: Project) -> None:
    project.own_test("import no_such_module")

    assert project.judge("tests").ret == pytest.ExitCode.INTERRUPTED
    assert not project.lifespans()
    project.judge("tests", "--continue-on-collection-errors").assert_outcomes(failed=2, passed=2, skipped=2, errors=1)
    assert project.lifespans() == ["start", "stop"]


OPTIONAL = """
    import pytest

    @pytest.hookimpl(optionalhook=True)
    def pytest_conformance_checks():
        return []
"""


def test_without_the_plugin_all_is_as_before(project: Project) -> None:
    project.own_test()
    project.conftest(OPTIONAL)

    passed(project.run("-p", "no:conformance", "tests"), passed=1)


def test_nothing_left_to_judge_starts_nothing(project: Project) -> None:
    project.own_test()

    passed(project.judge("tests", "-k", "own"), passed=1, deselected=7)
    assert not project.lifespans()
    assert project.judge("-k", "nothing").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_the_app_starts_once_and_stops(project: Project) -> None:
    project.judge()

    assert project.lifespans() == ["start", "stop"]
