"""Where things go in a drawing; pure geometry in units of the picture, the page's template turns it into SVG."""
