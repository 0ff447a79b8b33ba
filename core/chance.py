"""Choices that look like chance and are always the same for a text."""

from hashlib import blake2b


def number_of(text: str) -> int:
    """Any whole number from 0 on, spread evenly over texts."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())
