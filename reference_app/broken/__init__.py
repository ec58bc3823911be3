"""The reference app with one fault in each, in a module named by the check that finds it, at the line marked so."""
