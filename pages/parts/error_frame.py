"""What a person sees when something fails: the sentence of a `PersonError`, else one calm sentence."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.errors import FragmentHandledException

from core.errors import PersonError

log = logging.getLogger(__name__)

CALM = "Something went wrong here, and it is written in the log. Nothing was lost; please try again."


@contextmanager
def error_frame() -> Iterator[None]:
    """Put a screen inside. Streamlit's own stop and rerun are no `Exception`s, so they pass."""
    try:
        yield
    except FragmentHandledException:
        raise  # the fragment has shown its error already
    except Exception as error:
        if not isinstance(error, PersonError):
            log.exception("A screen failed")
        show_error(error)


def show_error(error: Exception) -> bool:
    """Also Streamlit's `on_script_error`, for callbacks and fragments; True: show nothing else."""
    if isinstance(error, PersonError):
        st.error(str(error), icon=":material/error:")
    else:
        st.error(CALM, icon=":material/build:")
    return True
