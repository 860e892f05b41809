"""Django's settings, read from the environment; wrong values stop the program with a sentence."""
