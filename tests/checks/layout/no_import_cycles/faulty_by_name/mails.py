import tests.checks.layout.no_import_cycles.faulty_by_name.people as people  # fault

SENDER = "shop"


def written(name: str) -> str:
    return f"{people.polite(name)}, {SENDER} invites you"
