"""What a person sees when a screen fails."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.error_frame import CALM


def screen_for_people() -> None:
    from core.errors import NotFound
    from pages.parts.error_frame import error_frame

    with error_frame():
        raise NotFound("There is no such lead. Choose one under Leads.")


def broken_screen() -> None:
    from pages.parts.error_frame import error_frame

    with error_frame():
        raise ZeroDivisionError("a detail that nobody outside may see")


def screen_that_stops() -> None:
    import streamlit as st

    from pages.parts.error_frame import error_frame

    with error_frame():
        st.stop()


def test_an_error_for_people_is_shown_in_its_own_words() -> None:
    shown = AppTest.from_function(screen_for_people).run(timeout=30)
    assert [error.value for error in shown.error] == ["There is no such lead. Choose one under Leads."]


def test_a_defect_is_logged_with_its_traceback_and_shown_calmly(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        shown = AppTest.from_function(broken_screen).run(timeout=30)
    assert [error.value for error in shown.error] == [CALM]
    assert not shown.exception
    assert "ZeroDivisionError: a detail" in caplog.text


def test_a_screen_that_stops_itself_shows_no_error() -> None:
    shown = AppTest.from_function(screen_that_stops).run(timeout=30)
    assert not shown.error
    assert not shown.exception
