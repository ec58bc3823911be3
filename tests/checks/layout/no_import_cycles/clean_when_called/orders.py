def buyers() -> list[str]:
    from .users import read

    return [read.__name__]


def __getattr__(name: str) -> object:
    from . import users

    return users


if __name__ == "__main__":
    from . import users

    print(users.read())
