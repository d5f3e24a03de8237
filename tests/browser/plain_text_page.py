"""A page that shows strings through `plain`: as running text, and as the label of a button."""

import json
import os
from pathlib import Path

import streamlit as st

from feedback.ui.plain_text import plain

strings = json.loads((Path(os.environ["HEARD_DATA"]) / "strings.json").read_text("utf-8"))
first, last = int(st.query_params["first"]), int(st.query_params["last"])
st.set_page_config(layout="wide")
for place, text in list(enumerate(strings))[first:last]:
    with st.container(key=f"case{place}"):
        if st.query_params["shown_as"] == "label":
            st.button(plain(text) or "nothing", key=f"button{place}")
        else:
            st.caption(plain(text) or "nothing")
