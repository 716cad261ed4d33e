"""One file a form; each has a ``FORM``."""
