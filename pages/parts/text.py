"""Text that others wrote, made harmless where Streamlit would read it as Markdown: labels and titles."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
NOT_DIALLED = re.compile(r"[^\d+]")


def plain(text: str) -> str:
    """One line that shows letter for letter what it says, with no links, images, colours or formulas."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def phone_link(phone: str) -> str:
    """A `tel:` address; everything but digits and plus is dropped."""
    return f"tel:{NOT_DIALLED.sub('', phone)}"
