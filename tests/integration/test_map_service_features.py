"""A WFS: its features come as a file, and become a layer like any other."""

import pytest

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.errors import (
    FileOutsideTownError,
    ServiceOffError,
    ServiceReplyError,
    ServiceTooLargeError,
)
from biwaq_geo.services.import_units.raw_table import Answers
from biwaq_geo.services.layer_upload.plan import plan_layer
from tests.fakes import FakeTown
from tests.map_service_stand_in import features, saying, tile
from tests.sample_town import PROFILE, X0, Y0

EXTENT = (X0, Y0, X0 + 400, Y0 + 400)


def planned(data):
    table = read_unit_file(data, file_name="test.geojson")
    return plan_layer(FakeTown(), lambda: PROFILE.as_of, table=table, data=data, answers=Answers())


def test_the_features_of_a_wfs_come_as_a_file_like_any_other(made, service):
    service.answer = saying(features(), "application/json; charset=utf-8")
    found = made("wfs").features("test", extent=EXTENT, epsg=25833)
    plan = planned(found)
    assert (plan.report.kept, plan.settled) == (3, True)
    path = service.asked[0][0]
    assert "TYPENAMES=a%3Ab" in path
    assert "475000.00" in path


@pytest.mark.parametrize(
    ("data", "kept"),
    [(features(25832), 3), (features(west=X0 + 90_000), None)],
    ids=["says another system", "lies elsewhere"],
)
def test_features_in_a_wrong_system_are_asked_about_or_refused(made, service, data, kept):
    service.answer = saying(data, "application/json")
    found = made("wfs").features("test", extent=EXTENT, epsg=25833)
    if kept is None:
        with pytest.raises(FileOutsideTownError):
            planned(found)
        return
    plan = planned(found)
    assert (plan.settled, plan.report.kept) == (False, kept)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (saying(b"<ExceptionReport/>", "text/xml"), ServiceReplyError),
        (saying(b"<html>", "application/json"), ServiceReplyError),
        (saying(b"", "application/json", status=503), ServiceReplyError),
        (saying(b"{", "application/json", Content_Length="90000000"), ServiceTooLargeError),
    ],
    ids=["XML", "a page", "an error", "huge"],
)
def test_a_wfs_that_answers_wrongly_is_named(made, service, answer, error):
    service.answer = answer
    with pytest.raises(error):
        made("wfs").features("test", extent=EXTENT, epsg=25833)


def test_a_wfs_gives_no_tiles_and_tiles_give_no_features(made, service):
    with pytest.raises(ServiceOffError):
        tile(made("wfs"))
    with pytest.raises(ServiceOffError):
        made().features("test", extent=EXTENT, epsg=25833)
    assert service.asked == []
