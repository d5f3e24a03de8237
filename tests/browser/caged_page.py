"""A page whose preview is given a document that would do harm."""

import streamlit as st

from feedback.ui.announcement_preview import caged

st.iframe(
    caged(
        "<!doctype html><html><head><script>parent.document.title='taken'</script></head><body>"
        "<p>Harmless words</p><img src='http://elsewhere.example/a.png' onerror='alert(1)'>"
        "<script>alert(2)</script><svg onload=alert(3)></svg></body></html>"
    )
)
