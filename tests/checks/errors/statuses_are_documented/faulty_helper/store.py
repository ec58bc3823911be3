"""Where names are kept."""

from tests.checks.errors.statuses_are_documented.faulty_helper.rules import refuse_twin

NAMES = {"ann"}


def add(name: str) -> str:
    refuse_twin(name, NAMES)
    NAMES.add(name)
    return name
