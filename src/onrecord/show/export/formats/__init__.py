"""One file a format; each has a ``FORMAT``."""
