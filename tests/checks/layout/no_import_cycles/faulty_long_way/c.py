class Holder:
    from . import d
