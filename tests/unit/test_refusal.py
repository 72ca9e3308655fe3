"""A refusal knows the box that it is about."""

import pytest

from biwaq_geo.domain import errors
from biwaq_geo.ui.parts.refusal import about_boxes


@pytest.mark.parametrize(
    ("error", "boxes"),
    [
        (errors.TextTooLongError(field="phone", length=90, limit=60), ("phone",)),
        (errors.ReasonNeededError(), ("reason",)),
        (errors.DateInFutureError(), ("since", "taken_on")),
        (errors.DateInFutureError(field="vacant_since"), ("vacant_since",)),
        (errors.StoreFullError(), ()),
    ],
)
def test_the_field_of_an_error_comes_before_what_its_kind_is_about(error, boxes):
    assert about_boxes(error) == boxes


def test_an_error_of_a_kind_is_about_the_box_of_that_kind():
    assert about_boxes(errors.FileCutError(file="a.shp")) == about_boxes(errors.InputFileError())
    assert about_boxes(errors.PhotoFormatError()) == ("file", "camera")
