"""One file a command, named like it; each has a function ``command``. They import the rooms only when they run."""
