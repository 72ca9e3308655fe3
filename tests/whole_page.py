"""Everything that stands on a page, as the browser gets it."""


def everything(page) -> str:
    """Return the text of every element of the page and the rows of its tables."""
    told = [str(one.proto) for part in (page.main, page.sidebar) for one in part]
    tables = [one.value.to_csv() for one in (*page.dataframe, *page.table)]
    return "\n".join([*told, *tables]).replace('\\"', '"')
