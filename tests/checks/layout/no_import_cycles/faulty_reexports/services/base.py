class Service:
    name = "none"
