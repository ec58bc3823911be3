"""A shop of sixty operations behind a login, written as a team writes one that has never heard of this suite.

User alice, password wonderland-7.
"""

from tests.apps.shop60.main import app

__all__ = ["app"]
