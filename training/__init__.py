"""How the shipped weights are made. Not shipped itself; needs PyTorch and the corpora (docs/training.md)."""
