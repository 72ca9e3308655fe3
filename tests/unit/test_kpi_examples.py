"""Every key figure has a case computed by hand, and its help text tells that very case."""

import pytest

from biwaq_geo.analysis.kpis.catalogue import KPIS
from biwaq_geo.domain.comparison import Measured
from biwaq_geo.texts import load
from tests.worked_examples import EXAMPLES


def test_every_figure_of_the_list_has_a_worked_example_and_none_is_without_its_figure():
    assert set(EXAMPLES) == set(KPIS)


@pytest.mark.parametrize("key", KPIS)
def test_the_code_counts_what_the_worked_example_says(key):
    example = EXAMPLES[key]
    share = KPIS[key].measured is Measured.SHARE
    exact = 0.5 * 10.0**-example.digits / (100 if share else 1)
    assert example.count() == pytest.approx(example.figure, abs=exact)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("key", KPIS)
def test_the_help_text_names_the_figure_of_the_worked_example(key, language):
    texts, example = load(language), EXAMPLES[key]
    told = texts(f"kpi_help.{key}").replace("\N{NO-BREAK SPACE}", " ")
    _, _, told = told.partition({"de": "Beispiel: ", "en": "Example: "}[language])
    if example.written is not None:
        written = example.written[language == "en"]
    elif KPIS[key].measured is Measured.SHARE:
        number = texts.number(100 * example.figure, digits=example.digits)
        written = f"{number} %" if language == "de" else f"{number}%"
    else:
        written = texts.number(example.figure, digits=example.digits)
    assert written in told


@pytest.mark.parametrize("kpi", [one for one in KPIS.values() if one.by], ids=lambda one: one.key)
def test_every_function_behind_a_figure_says_formula_and_source_in_its_docstring(kpi):
    lines = [line.strip() for line in (kpi.by.__doc__ or "").splitlines()]
    assert lines[0].endswith(".")
    for head in ("Formula: ", "Source: "):
        assert sum(line.startswith(head) for line in lines) == 1
