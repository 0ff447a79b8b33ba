"""How a person says that a reply was read wrong: one quiet menu, and choosing again takes it back."""

from uuid import UUID

import streamlit as st

from core.correcting import CHOICES, correct
from core.reply import ReplyKind
from pages.parts.acts import act
from pages.parts.dates import now
from pages.parts.looks import kind_name
from pages.parts.sign_in import signed_in


def correction_menu(reply_id: str, kind: str) -> None:
    """Nothing for who may only look, and nothing below a bounce, which no person may change."""
    person = signed_in()
    if kind not in CHOICES or person is None or not person.may("member"):
        return
    right = st.menu_button(
        "That is wrong",
        [str(choice) for choice in CHOICES if choice != kind],
        key=f"wrong-{reply_id}",
        type="tertiary",
        format_func=kind_name,
        help="Choose what the reply is. The lead moves as if it had been read so, and the same words of "
        "anybody are read this way from now on.",
    )
    if right:
        act(
            f"It is read as “{kind_name(right)}” now.",
            lambda store, who: correct(store, UUID(reply_id), ReplyKind(right), who=who, now=now()),
        )
