"""Text that others wrote, made harmless where Streamlit would read it as Markdown: labels and titles."""

import re
from urllib.parse import quote

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
NOT_DIALLED = re.compile(r"[^\d+]")


def plain(text: str) -> str:
    """One line that shows letter for letter what it says, with no links, images, colours or formulas."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def address_link(address: str) -> str:
    """Markdown that writes to an address when it is tapped."""
    return f"[{plain(address)}](mailto:{quote(address, safe='@+')})"


def phone_link(phone: str) -> str:
    """A `tel:` address; everything but digits and plus is dropped."""
    return f"tel:{NOT_DIALLED.sub('', phone)}"
