"""Pages, one file each, run by `st.navigation`."""
