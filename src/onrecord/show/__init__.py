"""Shows what was read: reports for people and files for programs."""
