"""Tables of figures: every cell knows its column, and all of it is shown as typed."""

from streamlit.testing.v1 import AppTest

from tests.payload_town import PAYLOADS


def show(titles, rows, last):
    from biwaq_geo.ui.parts.figure_table import Cell, Last, figure_table  # noqa: PLC0415

    figure_table(titles, [[Cell(*one) for one in row] for row in rows], last=Last[last])


def drawn(titles, rows, last="FIGURE"):
    page = AppTest.from_function(show, args=(titles, rows, last)).run()
    assert not page.exception
    (table,) = page.get("html")
    return table.proto.body.split("</style>")[-1]


def test_every_cell_names_its_column_for_where_the_columns_have_no_room():
    said = drawn(["Straße", "je Monat", "Grundlage"], [[["A"], ["5 €", "1 bis 9 €"], ["x"]]])
    assert '<td data-title="je Monat"><div>5 €<small>1 bis 9 €</small></div></td>' in said
    assert '<td data-title="Grundlage"><div>x</div></td>' in said


def test_a_table_of_many_columns_says_so_and_one_of_three_stays_a_table():
    many = drawn(list("abcdefg"), [[[one] for one in "1234567"]])
    few = drawn(list("abc"), [[[one] for one in "123"]])
    assert 'class="kpi kpi-many"' in many
    assert 'class="kpi kpi-three"' in few


def test_reasons_have_their_words_before_them():
    said = drawn(["a", "b"], [[["x"], ["weil", "statt", "Grund:", "Oder:"]]], last="REASONS")
    assert "<b>Grund:</b> weil<small><b>Oder:</b> statt</small>" in said


def test_no_text_becomes_markup_anywhere_in_the_table():
    for payload in PAYLOADS:
        plain = drawn([payload, payload], [[[payload, payload], [payload, payload]]])
        for tag in ("<script", "<img", "<svg", "<iframe", "<a "):
            assert tag not in plain
