"""Small lists of units, read as an import reads them."""

from datetime import date

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.services.import_units.asking import questions
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import Answers

TODAY = date(2026, 11, 22)


def table_of(*lines, file_name="leerstand.csv"):
    """Return a table of the lines, the first one with the column names."""
    return read_unit_file("\n".join(lines).encode("utf-8-sig"), file_name=file_name)


def proposals(town, table, mapping):
    """Return every proposal as an answer, as a person who agrees with all of them."""
    asked = {each.topic.value: each.proposal for each in questions(town, table, mapping)}
    return Answers(**asked)


def planned(town, *lines, as_of=TODAY, file_name="leerstand.csv"):
    """Return the plan for a list, every proposal taken."""
    table = table_of(*lines, file_name=file_name)
    mapping = propose_mapping(table, as_of=as_of)
    answers = proposals(town, table, mapping)
    return plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)
