"""A lead and an assistant to write with; a test changes what it is about."""

from typing import Any

from core.schedule import Tone
from core.writing.template import Brief

SOURCES = ["Event", "Website", "Upsell", "Meeting", "Phone Meeting"]
INFORMATION = "Northwind looks after forty regional banks."
CONTEXTS = [
    "CyberSecurity",
    "our new pricing",
    "Our new pricing.",
    "the SaaStr 2026 booth",
    "The SaaStr 2026 booth!",
    "",
    "   \n\t ",
    "...",
    "About data privacy",
    "Is your backup safe?",
    "What is new? Our pricing",
    "¿Qué tal? Ciberseguridad",
    "- cloud migration,",
    "Cloud\nmigration\r\nBcc: everyone@example.com",
    ".NET and C++ (beta)",
    "R&D <b>tools</b> & 50% more uptime",
    '"Zero Trust"',
    "网络安全",
    "Großhandel für Bäckereien",
    "the migration of all branch offices of a regional bank to a cloud that it runs itself in two countries",
]


def brief(**changes: Any) -> Brief:
    plain: dict[str, Any] = {
        "lead_key": "anna@example.com",
        "first_name": "Anna",
        "source": "Event",
        "context": "CyberSecurity",
        "additional_information": "",
        "assistant_name": "Ines Costa",
        "assistant_title": "Sales Assistant",
        "assistant_company": "Northwind",
        "signature": "",
        "tone": Tone.CANDID,
        "step": 1,
    }
    return Brief(**(plain | changes))


def upload_keys(count: int) -> list[str]:
    """The addresses of leads that were added together."""
    return [f"anna.{n}@example.com" for n in range(count)]


def sentences(body: str) -> list[str]:
    """The writer's own sentences: without greeting and signature, cut after "." and "?"."""
    own = " ".join(body.split("\n\n")[1:-1])
    return own.replace("? ", "?|").replace(". ", ".|").split("|")
