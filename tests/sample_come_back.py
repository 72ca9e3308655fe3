"""Units as the export writes them, and what the import makes of that file."""

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.fields import Audience
from biwaq_geo.reports.unit_export import file_name, unit_file
from biwaq_geo.services.export_units import unit_table
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.texts.use_titles import titles_of
from biwaq_geo.ui.parts.import_words import vocabulary
from tests.sample_import import TODAY, proposals

USES = titles_of(read_catalogues(ROOT / "catalogues").interim_uses)


def exported(town, file_format, language):
    everything = Audience.CONFIDENTIAL
    listed = unit_table(
        town.store.units(),
        town=town.profile,
        audience=everything,
        most=everything,
        made_on=TODAY,
        uses=USES,
    )
    data = unit_file(listed, file_format, layers=[], texts=load(language))
    return read_unit_file(data, file_name=file_name(listed, file_format))


def come_back(town, table):
    mapping = propose_mapping(table, as_of=TODAY, vocabulary=vocabulary(USES))
    answers = proposals(town, table, mapping)
    return plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)
