"""Broadcasts of before: how far each is, and the way to take back what has not left."""

from typing import Any

import streamlit as st

from core.broadcasting import cancel_broadcast
from pages.parts.acts import confirm
from pages.parts.database import database
from pages.parts.dates import now, when
from pages.parts.sign_in import Person
from pages.parts.text import plain


def show_broadcasts(person: Person) -> None:
    with database().reading() as store:
        broadcasts = store.latest_broadcasts()
    if not broadcasts:
        return
    st.subheader("Sent and waiting", anchor=False)
    for each in broadcasts:
        with st.container(border=True, key=f"broadcast-{each['id']}"):
            _headline(each)
            if each["total"]:
                st.progress(each["sent"] / each["total"], _counts(each))
            else:
                st.caption(_counts(each))
            if each["waiting"] and not each["cancelled_at"] and person.may("member"):
                _cancelling(each)


def _headline(each: dict[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(each['name'])}**", width="content")
        if each["cancelled_at"]:
            st.badge("Cancelled", icon=":material/block:", color="gray")
        elif each["waiting"]:
            st.badge("Under way", icon=":material/schedule_send:", color="blue")
        else:
            st.badge("Done", icon=":material/done_all:", color="green")
        st.caption(f"{when(each['send_at'])} · {plain(each['who'])}", width="content")
    st.text(each["subject"])


def _counts(each: dict[str, Any]) -> str:
    not_sent = each["total"] - each["sent"] - each["waiting"]
    counts = {
        f"sent of {each['total']:,}": each["sent"],
        "waiting": each["waiting"],
        "not sent": not_sent,
        "skipped": each["skipped"],
    }
    return " · ".join(f"{count:,} {name}" for name, count in counts.items() if count or name[0:4] == "sent")


def _cancelling(each: dict[str, Any]) -> None:
    if st.button("Cancel the rest", key=f"cancel-{each['id']}", icon=":material/block:"):
        confirm(
            f"{each['waiting']:,} of {each['total']:,} have not left. They never will.",
            "Cancel the rest",
            "What had not left does not go.",
            lambda store, who: cancel_broadcast(store, each["id"], who=who, now=now()),
        )
