import tests.checks.layout.no_import_cycles.faulty_by_name.mails as mails  # fault


def polite(name: str) -> str:
    return mails.SENDER if name == "me" else name.title()
