"""The pages of businesses and requests: lists, forms, two hands, taking back, audiences."""

from uuid import UUID

import pytest

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.requests import Request, RequestStatus, Seeker
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import businesses, draft_form, requests
from biwaq_geo.ui.parts.plain import plain
from tests import sample_town
from tests.ui.shown import as_read

FIRST = sample_town.unit(0)
SHOP, HALL = UUID(int=801), UUID(int=802)
T = load("de")
KINDS = ("date_input", "selectbox", "text_input", "number_input", "text_area")
MINE = {"app_browser": "a" * 32, "app_actor": "mk"}
OTHERS = {"app_browser": "b" * 32, "app_actor": "Vera"}


@pytest.fixture
def kept(town):
    shop = Business(SHOP, "Bäckerei *Nord* (Demo)", Branch.BAKERY_BUTCHER, FIRST.unit_id, jobs=3)
    hall = Request(HALL, "Halle (Demo)", Seeker.CLUB, use_key="Lesestube", rent_limit_eur=300.0)
    with town.store.transaction() as tx:
        tx.add(shop, actor="mk")
        tx.add(hall, actor="mk")
    return town


def box(page, key):
    return next(one for kind in KINDS for one in getattr(page, kind) if one.key == key)


def has(page, name):
    return any(one.key.endswith(f"_{name}") for kind in KINDS for one in getattr(page, kind))


def press(page, words):
    next(one for one in page.button if one.label == words).click().run()
    assert not page.exception


def said(page):
    others = [*page.success, *page.info, *page.warning]
    return " ".join([*(as_read(one.value) for one in page.error), *(one.value for one in others)])


@pytest.mark.parametrize(
    ("kind", "groups"), [(Business, businesses.GROUPS), (Request, requests.GROUPS)]
)
def test_every_field_that_people_can_fill_is_in_the_form(kind, groups):
    fixed = {"business_id", "request_id", "removed_on", "version"}
    assert sorted(name for names in groups.values() for name in names) == sorted(
        set(about(kind)) - fixed
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", ["businesses", "requests"])
def test_a_chosen_entry_opens_with_its_form_in_both_languages(page, language, kept, open_page):
    opened = open_page(page, language=language, app_business=SHOP, app_request=HALL)
    assert not opened.exception
    assert not opened.error
    assert len(opened.dataframe[0].value) == 1
    assert has(opened, "skills_needed" if page == "businesses" else "place_wish")


def test_a_new_business_is_saved_taken_back_and_brought_back(town, open_page):
    page = open_page("businesses")
    assert T("entry.none") in said(page)
    page.button(key="business_new").click().run()
    press(page, T("entry.save"))
    assert T("error.empty_name") in said(page)
    name = next(one for one in page.text_input if one.label == T("field.name"))
    name.set_value("Schuhe (Demo)").run()
    press(page, T("entry.save"))
    (shop,) = town.store.records(Business)
    assert (shop.name, shop.version) == ("Schuhe (Demo)", 1)
    assert T("act.added", name=plain("Schuhe (Demo)")) in said(page)
    press(page, T("act.undo"))
    assert town.store.records(Business)[0].removed_on is not None
    press(page, T("act.undo"))
    assert town.store.records(Business)[0].removed_on is None


def test_a_half_typed_business_is_there_again(town, open_page):
    new = {state.BUSINESS: ("new", FIRST.unit_id)} | MINE
    page = open_page("businesses", **new)
    hours = next(one for one in page.text_input if one.label == T("field.opening_hours"))
    hours.set_value("Mo bis Fr").run()
    again = open_page("businesses", **new)
    assert any(one.value == "Mo bis Fr" for one in again.text_input)
    assert any(one.value == FIRST.occupant for one in again.text_input)


def test_a_session_lost_after_the_save_finds_the_business_and_not_its_draft(town, open_page):
    new = {state.BUSINESS: ("new", FIRST.unit_id)} | MINE
    page = open_page("businesses", **new)
    next(one for one in page.number_input if one.label.startswith(T("field.jobs"))).set_value(
        4
    ).run()
    # saved, but the session did not live to drop the draft
    with pytest.MonkeyPatch.context() as lost:
        lost.setattr(draft_form, "drop_typed", lambda *_, **__: None)
        press(page, T("entry.save"))
    (shop,) = town.store.records(Business)
    again = open_page("businesses", **new)
    assert not again.exception
    assert T("act.added", name=plain(shop.name)) in said(again)
    assert list(town.store.records(Business)) == [shop]
    assert again.session_state[state.BUSINESS] == shop.business_id


def test_two_people_who_change_one_business_come_together(kept, open_page):
    page = open_page("businesses", app_business=SHOP, **MINE)
    other = open_page("businesses", app_business=SHOP, **OTHERS)
    for one, value in ((page, 5), (other, 4)):
        box(one, f"facts_{SHOP}_jobs").set_value(value).run()
    press(other, T("entry.save"))
    press(page, T("entry.save"))
    assert T("conflict.choose") in said(page)
    page.radio(key=f"facts_{SHOP}_conflict_jobs").set_value("mine").run()
    press(page, T("conflict.merge"))
    saved = kept.store.record(Business, SHOP)
    assert (saved.jobs, saved.version) == (5, 3)
    press(page, T("act.undo"))
    assert kept.store.record(Business, SHOP).jobs == 4


def test_the_last_change_by_whomever_can_be_taken_back(kept, open_page):
    other = open_page("businesses", app_business=SHOP, **OTHERS)
    box(other, f"facts_{SHOP}_jobs").set_value(9).run()
    press(other, T("entry.save"))
    page = open_page("businesses", app_business=SHOP, **MINE)
    page.button(key=f"undo_last_{SHOP}").click().run()
    assert kept.store.record(Business, SHOP).jobs == 3


def test_a_business_goes_to_the_bin_and_comes_back_with_one_click(kept, open_page):
    page = open_page("businesses", app_business=SHOP)
    page.button(key=f"facts_{SHOP}_bin").click().run()
    assert kept.store.record(Business, SHOP).removed_on is not None
    assert T("entry.none") in said(page)
    press(page, T("act.undo"))
    assert kept.store.record(Business, SHOP).removed_on is None


def test_the_file_of_a_unit_names_its_business(kept, open_page):
    page = open_page("unit", app_selected_unit=FIRST.unit_id)
    assert not page.exception
    assert "Bäckerei" in page.button(key=f"business_{SHOP}").label


def test_a_request_is_changed_and_leaves_the_list_of_those_that_wait(kept, open_page):
    page = open_page("requests", app_request=HALL)
    assert page.dataframe[0].value[T("field.use_key")].iloc[0] == "Lesestube"
    box(page, f"facts_{HALL}_status").set_value(RequestStatus.SETTLED).run()
    press(page, T("entry.save"))
    assert kept.store.record(Request, HALL).status is RequestStatus.SETTLED
    assert len(page.dataframe[0].value) == 0


def test_a_request_whose_areas_contradict_is_refused_and_stays_typed(kept, open_page):
    page = open_page("requests", app_request=HALL)
    box(page, f"facts_{HALL}_area_from_m2").set_value(90.0).run()
    box(page, f"facts_{HALL}_area_to_m2").set_value(60.0).run()
    press(page, T("entry.save"))
    assert "≥ 90" in said(page)
    assert box(page, f"facts_{HALL}_area_to_m2").value == 60.0


def test_businesses_are_found_by_word_and_branch(kept, open_page):
    page = open_page("businesses")
    page.text_input(key="business_text").set_value("hauptstraße").run()
    assert len(page.dataframe[0].value) == 1
    page.multiselect(key="business_branches").set_value([Branch.FOOD]).run()
    assert len(page.dataframe[0].value) == 0


def test_whom_to_ask_about_a_business_is_kept_as_a_contact(kept, open_page):
    page = open_page("businesses", app_business=SHOP)
    for field, words in (("name", "Frau D. (Demo)"), ("purpose", "Stellen")):
        found = [one for one in page.text_input if one.label == T(f"field.{field}")]
        found[-1].set_value(words)
    press(page, T("contact.save"))
    (contact,) = kept.store.records(Contact)
    assert contact.business_ids == (SHOP,)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_those_who_may_not_see_it_find_neither_contact_nor_lease(
    audience, kept, open_page, monkeypatch
):
    monkeypatch.setenv("BIWAQ_AUDIENCE", audience)
    page = open_page("businesses", app_business=SHOP)
    assert not page.exception
    assert not has(page, "lease_end")
    assert T("contact.save") not in [one.label for one in page.button]
    assert has(page, "jobs") == (audience == "internal")
    shown = set(page.dataframe[0].value.columns)
    assert (T("field.jobs") in shown) == (audience == "internal")
