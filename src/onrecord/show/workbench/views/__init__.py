"""One module a page: ``PAGE`` (its place in the navigation), ``router`` (its routes), a template of its name."""
