"""The app under test: loading it, finding its operations, and sending it requests."""
