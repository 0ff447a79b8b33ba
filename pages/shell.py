"""The frame around every screen: set-up, sign-in gate, menu, errors and sidebar.

It is the main script, and no folder `pages/` stands beside it: Streamlit would serve such a folder without
running this gate. It always reaches `st.navigation`, signed in or not, for the same reason.
"""

from pathlib import Path

import streamlit as st

from pages.parts.error_frame import error_frame
from pages.parts.heartbeat import show_heartbeat
from pages.parts.sign_in import show_person, sign_in_screen, signed_in

SCREENS = Path(__file__).parent
STATIC = SCREENS / "static"
LEADS = "leads/leads.py"


def home() -> None:
    """`/` leads to `/leads`; were Leads itself the default page, its own address would not be found."""
    st.switch_page(SCREENS / LEADS)


def menu() -> dict[str, list[st.Page]]:
    return {
        "Leads": [
            st.Page(home, visibility="hidden", default=True),
            screen(LEADS, "Leads", "group"),
            screen("leads/engaged.py", "Engaged leads", "local_fire_department"),
            screen("leads/add.py", "Add leads", "person_add"),
            screen("leads/broadcasts.py", "Broadcasts", "campaign"),
            screen("leads/notices.py", "Notices", "notifications"),
            screen("leads/lead.py", "Lead", "person", visibility="hidden"),
        ],
        "Insights": [
            screen("insights/health.py", "Health", "monitor_heart"),
        ],
        "Settings": [
            screen("settings/assistants.py", "Assistants", "badge"),
            screen("settings/schedules.py", "Schedules", "event_repeat"),
            screen("settings/messages.py", "Custom messages", "edit_note"),
            screen("settings/sources.py", "Sources", "conversion_path"),
        ],
    }


def closed_menu() -> list[st.Page]:
    """Signed out, every address shows the sign-in screen and nothing else."""
    paths = [page.url_path for pages in menu().values() for page in pages]  # home's is empty
    return [st.Page(sign_in_screen, title="Sign in", url_path=p or "sign-in", default=not p) for p in paths]


def screen(path: str, title: str, icon: str, **options) -> st.Page:
    return st.Page(
        SCREENS / path, title=title, icon=f":material/{icon}:", url_path=Path(path).stem, **options
    )


# A PNG: an icon by name would be fetched from another host.
st.set_page_config(page_title="Leadkeeper", page_icon=STATIC / "favicon.png", layout="wide")
st.logo(STATIC / "logo.svg", size="large", icon_image=STATIC / "favicon.png")

person = signed_in()
page = st.navigation(menu()) if person else st.navigation(closed_menu(), position="hidden")
if person:
    with st.sidebar, error_frame():
        show_heartbeat()
        show_person(person)
with error_frame():
    page.run()
