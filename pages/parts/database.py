"""The one `Database` of this process, as every screen and session shares it."""

import os
from pathlib import Path

import streamlit as st

from core.settings import load_settings
from data.database import Database


def database() -> Database:
    return _open(load_settings(os.environ).data_dir)


@st.cache_resource(show_spinner=False)
def _open(data_dir: Path) -> Database:
    return Database(data_dir)
