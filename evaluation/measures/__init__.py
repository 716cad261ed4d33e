"""How near a prediction is to the gold, one module per layer; numbers are counts until :func:`rates` makes percent."""
