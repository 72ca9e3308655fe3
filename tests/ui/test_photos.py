"""Photos on the pages: added, shown with words for those who do not see, removed, brought back."""

import os
from uuid import UUID

import pytest

from biwaq_geo.domain.photos import Photo
from biwaq_geo.services.photos import photos_of
from biwaq_geo.texts import load
from biwaq_geo.ui.daily_work import sweep_now
from tests.photo_samples import heic, jpeg, jpeg_of, tiff
from tests.ui.shown import as_read

UNIT = UUID(int=1)
DE = load("de")


def button(page, label):
    return next(one for one in page.button if one.label == label)


def labelled(widgets, label):
    return next(one for one in widgets if one.label == label)


def with_photo(page, data, name="IMG_0001.HEIC"):
    page.file_uploader[0].upload(name, data, "application/octet-stream")
    labelled(page.text_input, DE("photos.caption")).set_value("Tür *offen* $x$")
    labelled(page.text_input, DE("photos.rights_holder")).set_value("Stadt Musterstadt")
    return button(page, DE("photos.save")).click().run()


@pytest.mark.parametrize("form", [jpeg, heic])
def test_a_photo_is_saved_and_shown_with_its_words(form, town, open_page):
    page = with_photo(open_page("mark", app_selected_unit=UNIT), form())
    assert not page.exception
    (photo,) = photos_of(town.store, UNIT)
    assert (photo.caption, photo.rights_holder) == ("Tür *offen* $x$", "Stadt Musterstadt")
    assert DE("photos.saved") in [said.value for said in page.success]
    small, shown = (image.proto.imgs[0] for image in page.get("image"))
    # every mark of Markdown is escaped, the words for screen readers are not Markdown
    assert r"Tür \*offen\* \$x\$" in shown.caption
    # beside the same words the small one has nothing to add
    assert small.alt == ""
    assert shown.alt.startswith("Foto von Hauptstraße 1: Tür *offen* $x$")


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/x.jpg",
        "/etc/x.jpg",
        "NUL.jpg",
        "x" * 300 + ".jpg",
        "..",
        "a\nb.heic",
    ],
)
def test_the_name_of_a_file_plays_no_part(name, town, tmp_path, open_page):
    page = open_page("mark", app_selected_unit=UNIT)
    before = set(tmp_path.parent.rglob("*.*"))
    page.file_uploader[0].upload(name, jpeg(), "image/jpeg")
    button(page, DE("photos.save")).click().run()
    (photo,) = photos_of(town.store, UNIT)
    place = f"{photo.sha256[:2]}/{photo.sha256[2:]}.jpg"
    new = {path for path in set(tmp_path.parent.rglob("*.*")) - before if path.suffix}
    assert {path.relative_to(tmp_path).as_posix() for path in new} == {
        f"towns/musterstadt/photos/{place}"
    }


def test_after_a_save_the_form_is_empty_for_the_next_photo(town, open_page):
    page = with_photo(open_page("mark", app_selected_unit=UNIT), jpeg())
    assert labelled(page.text_input, DE("photos.caption")).value == ""
    assert page.file_uploader[0].value is None


def test_the_photo_is_on_the_map_page_too(town, open_page):
    with_photo(open_page("mark", app_selected_unit=UNIT), jpeg())
    page = open_page("map", app_selected_unit=UNIT)
    assert not page.exception
    assert len(page.get("image")) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [(tiff(), "photo_format"), (b"", "photo_format"), (jpeg()[:900], "photo_damaged")],
)
def test_what_is_no_photo_is_said_and_what_was_typed_stays(data, code, town, open_page):
    page = with_photo(open_page("mark", app_selected_unit=UNIT), data, name="foto.jpg")
    assert DE(f"error.{code}") in [as_read(said.value) for said in page.error]
    assert labelled(page.text_input, DE("photos.caption")).value == "Tür *offen* $x$"
    assert list(town.store.records(Photo)) == []


def test_without_a_picture_one_is_asked_for(town, open_page):
    page = open_page("mark", app_selected_unit=UNIT)
    button(page, DE("photos.save")).click().run()
    assert DE("photos.none_chosen") in [said.value for said in page.warning]
    assert list(town.store.records(Photo)) == []


def test_a_photo_is_removed_and_brought_back(town, open_page):
    page = with_photo(open_page("mark", app_selected_unit=UNIT), jpeg())
    button(page, DE("photos.remove")).click().run()
    assert photos_of(town.store, UNIT) == []
    button(page, DE("photos.restore")).click().run()
    assert len(photos_of(town.store, UNIT)) == 1


def test_a_photo_whose_file_is_gone_is_named_and_the_page_goes_on(town, tmp_path, open_page):
    with_photo(open_page("mark", app_selected_unit=UNIT), jpeg())
    for path in tmp_path.rglob("photos/*/*.jpg"):
        path.unlink()
    page = open_page("mark", app_selected_unit=UNIT)
    assert not page.exception
    assert "Sicherung" in page.warning[-1].value or "Sicherung" in page.warning[0].value


def test_the_person_is_asked_to_leave_faces_out(town, open_page):
    page = open_page("mark", app_selected_unit=UNIT)
    assert DE("photos.reminder") in [said.value for said in page.info]


def test_the_daily_sweep_takes_a_file_without_row_and_leaves_broken_towns_alone(
    town, tmp_path, open_page
):
    with_photo(open_page("mark", app_selected_unit=UNIT), jpeg())
    town.photos.add(jpeg_of(7))
    for path in tmp_path.rglob("photos/*/*.jpg"):
        os.utime(path, (0, 0))
    sweep_now()
    assert town.photos.hashes() == {photos_of(town.store, UNIT)[0].sha256}
    (tmp_path / "towns" / "musterstadt" / "town.json").write_text("{")
    sweep_now()
