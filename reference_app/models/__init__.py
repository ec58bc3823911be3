"""Shapes of data: ``tables`` as stored, ``schemas`` as sent and received."""
