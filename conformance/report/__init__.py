"""How a finished run is shown."""
