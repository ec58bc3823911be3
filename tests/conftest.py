"""What all tests share: pytest's own way to test a plugin."""

pytest_plugins = "pytester"
