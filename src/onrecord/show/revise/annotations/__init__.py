"""Annotations that came back, ours and those that people made of their own: what they want changed."""

from onrecord.show.revise.annotations.annotated import annotated

__all__ = ["annotated"]
