"""Where things go in the workbench's drawings: pure geometry in units of the picture; templates turn it into SVG."""
