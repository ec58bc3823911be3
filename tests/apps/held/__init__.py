"""A service that holds the event loop in every way we know of, beside look-alikes that do not.

A line that blocks ends with the names of the operations under ``/blocking`` it blocks: ``# blocks: sleep``.
"""
