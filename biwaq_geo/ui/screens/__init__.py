"""Pages, one file each, run by `st.navigation`.

Not in a folder named "pages": Streamlit would take that, beside the main script, for its
older way of finding pages and run the first page asked for without its frame.
"""
