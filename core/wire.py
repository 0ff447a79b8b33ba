"""How an address is written on the wire: its domain in ASCII (RFC 5891)."""

import idna


def ascii_domain(domain: str) -> str:
    """`straße.example` → `xn--strae-oqa.example`. Raises UnicodeError where there can be no such domain."""
    return domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")


def wire_address(email: str) -> str:
    """The address with its domain in ASCII; what stands before the @ is nobody's to change."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"
