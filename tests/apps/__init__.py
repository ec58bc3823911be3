"""Apps of ordinary and of hostile make, to drive as a whole."""
