"""The HTTP interface: ``items``, ``users`` and ``login`` for clients, ``monitoring`` for those who run the service."""
