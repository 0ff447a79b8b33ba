"""Who is looking, and what they may do. Sign-in is OIDC by `st.login` once secrets.toml has [auth]."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import streamlit as st

from core.errors import NotAllowed

Role = Literal["viewer", "member", "admin"]  # each may do what the ones before it may
ROLES: tuple[Role, ...] = get_args(Role)
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Person:
    email: str
    role: Role

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


LOCAL_ADMIN = Person("local admin", "admin")


def signed_in() -> Person | None:
    """The person at this screen, or None: then nothing of the house may be shown."""
    if not is_configured():
        return LOCAL_ADMIN if is_local_only() else None
    if not (st.user.get("is_logged_in") and st.user.get("email_verified") is True):
        return None
    email = str(st.user.get("email", "")).lower()
    role = role_of(email, st.secrets.get("roles", {}))
    return Person(email, role) if role else None


def require_role(role: Role) -> Person:
    """The first line of every screen; raises `NotAllowed`, which the shell shows."""
    person = signed_in()
    if person is None:
        raise NotAllowed("Please sign in to see this.")
    if not person.may(role):
        raise NotAllowed(f"This needs the role {role}, and yours is {person.role}. An admin can change it.")
    return person


def role_of(email: str, roles: Mapping[str, Any]) -> Role | None:
    """`roles` maps addresses, or domains written `@example.com`, to a role; the address wins."""
    by_name = {name.lower(): role for name, role in roles.items()}
    role = by_name.get(email) or by_name.get("@" + email.rpartition("@")[2])
    return role if role in ROLES else None


def is_configured() -> bool:
    """A secrets file that cannot be read counts as configured: nobody gets in by a typing error."""
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    return any(Path(file).exists() for file in st.get_option("secrets.files"))


def is_local_only() -> bool:
    return st.get_option("server.address") == LOOPBACK


def sign_in_screen() -> None:
    """All that someone sees who may not see more."""
    with st.container(horizontal_alignment="center"), st.container(width=440, gap="medium"):
        st.title("Leadkeeper", anchor=False)
        if not is_configured():
            st.info(
                f"Sign-in is not set up, so Leadkeeper opens only where it listens on {LOOPBACK} alone. To "
                "open it to your team, add [auth] to .streamlit/secrets.toml as README describes."
            )
        elif st.user.get("is_logged_in"):
            st.warning(
                f"You are signed in as {st.user.get('email', 'somebody without an address')}, but that "
                "address is not confirmed or has no role here. Ask an admin for one."
            )
            st.button("Sign out", on_click=st.logout)
        else:
            st.write("Please sign in to go on.")
            st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)


def show_person(person: Person) -> None:
    """The line in the sidebar, with the way out where there is one."""
    if person is LOCAL_ADMIN:
        st.caption(":material/person: Local admin, this machine only")
    else:
        st.caption(f":material/person: {person.email} · {person.role}")
        st.button("Sign out", on_click=st.logout, type="tertiary")
