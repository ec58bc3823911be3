NAMES: list[str] = []
