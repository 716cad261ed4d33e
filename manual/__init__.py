"""The manual: what builds it, what writes its pages of commands, and what runs its examples. Not shipped.

``python -m manual write`` writes the pages that are made from the program, ``python -m manual run`` runs every example
of the pages, ``python -m manual run --write`` puts in what they print now.
"""
