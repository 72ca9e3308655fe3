"""A page with a hole in each kind of element, to see that the checks find them."""


def everywhere(typed: str) -> None:
    """Put the text everywhere as it was typed."""
    import pandas as pd  # noqa: PLC0415 -- a script of its own
    import streamlit as st  # noqa: PLC0415

    st.title(typed)
    st.header(typed, help=typed)
    st.markdown(typed, help=typed)
    st.caption(typed)
    for alert in (st.error, st.warning, st.info, st.success, st.toast):
        alert(typed)
    for box in (st.expander, st.popover):
        with box(typed):
            st.write(typed)
    st.tabs([typed])
    for button in (st.button, st.checkbox, st.toggle):
        button(typed, help=typed)
    st.download_button(typed, "", help=typed)
    st.radio(typed, [typed], captions=[typed], help=typed)
    for choice in (st.pills, st.segmented_control):
        choice(typed, [typed], help=typed)
    for choice in (st.selectbox, st.multiselect):
        choice(typed, [typed], help=typed)
    for line in (st.text_input, st.text_area):
        line(typed, typed, help=typed)
    for box in (st.number_input, st.date_input, st.slider, st.color_picker, st.camera_input):
        box(typed, help=typed)
    st.file_uploader(typed, help=typed)
    st.metric(typed, typed, help=typed)
    st.table(pd.DataFrame({"a": [typed]}))
    st.progress(0.5, typed)
    st.image("<svg xmlns='http://www.w3.org/2000/svg'/>", typed)  # the caption
    st.link_button(typed, "https://planted.example")
    st.text(typed)
