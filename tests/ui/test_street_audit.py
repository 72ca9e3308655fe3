"""The page of the street audit: score with a thumb, reload, save, compare, look at the strip."""

import base64
import re
from datetime import date
from shutil import copytree
from uuid import UUID

import pytest

from biwaq_geo.bootstrap import application, forget
from biwaq_geo.domain.street_audits import StreetAudit, scores_of
from biwaq_geo.services.street_audits import add_audit, audits
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.sample_town import PROFILE

T = load("de")
PICTURE = re.compile(r'class="strip" src="data:image/svg\+xml;base64,([^"]+)')
KEYS = tuple(
    line[1:-1]
    for line in (ROOT / "catalogues/street_audit.toml").read_text("utf-8").splitlines()
    if line.startswith("[")
)


def saved(town, number=800, on=PROFILE.as_of, auditor="MK", score=2):
    values = {
        "section_id": "sec1",
        "audited_on": on,
        "scores": tuple(f"{key}={score}" for key in KEYS),
        "auditor": auditor,
    }
    items = application().catalogues.street_audit
    return add_audit(town, lambda: on, items, audit_id=UUID(int=number), values=values, actor="mk")


def button(page, end):
    (found,) = [one for one in page.button if one.key and one.key.endswith(end)]
    return found


def chosen(open_page, **session):
    return open_page("street_audit", audit_section="sec1", **session)


def markdown(page):
    return " ".join(one.value for one in page.markdown)


def test_first_one_chooses_a_section_and_sees_the_strip(town, open_page):
    page = open_page("street_audit")
    assert T("audit.choose") in [one.value for one in page.info]
    assert any("image/svg" in one.proto.body for one in page.get("html"))


def test_the_score_that_came_with_the_data_is_named_as_such(town, open_page):
    assert T("audit.delivered", score="40") in markdown(chosen(open_page))


def test_one_touch_scores_an_item_and_shows_the_next(town, open_page):
    page = chosen(open_page)
    button(page, f"_{KEYS[0]}_2").click().run()
    assert not page.exception
    assert any(one.key.endswith(f"_{KEYS[1]}_2") for one in page.button if one.key)
    assert not any(one.key.endswith(f"_{KEYS[0]}_2") for one in page.button if one.key)
    progress = [one.proto.text for one in page.get("progress")]
    assert progress == [T("audit.progress", known=1, total=len(KEYS))]
    assert not button(page, f"_to_{KEYS[0]}").label.endswith(T("audit.not_yet"))
    assert button(page, f"_to_{KEYS[1]}").label.endswith(T("audit.not_yet"))


def test_what_was_touched_is_there_after_a_reload_and_goes_on_where_it_stopped(town, open_page):
    page = chosen(open_page)
    for key in KEYS[:3]:
        button(page, f"_{key}_3").click().run()
    other = chosen(open_page, app_browser=page.session_state["app_browser"])
    assert any(one.key.endswith(f"_{KEYS[3]}_0") for one in other.button if one.key)
    assert T("audit.listed", count=3) in [one.label for one in other.expander]


def test_all_items_scored_the_audit_is_saved_with_its_index(town, open_page):
    page = chosen(open_page)
    for key in KEYS:
        button(page, f"_{key}_3").click().run()
    button(page, "_save").click().run()
    assert not page.exception
    (made,) = audits(town.store)
    assert made.street_score == 100.0
    assert scores_of(made) == dict.fromkeys(KEYS, 3)
    assert "100" in markdown(page)
    # the next one begins anew
    assert any(one.key.endswith(f"_{KEYS[0]}_3") for one in page.button if one.key)


def test_an_item_can_be_left_out_and_gone_back_to(town, open_page):
    page = chosen(open_page)
    button(page, "_skip").click().run()
    button(page, f"_{KEYS[1]}_1").click().run()
    button(page, "_back").click().run()
    button(page, "_back").click().run()
    button(page, f"_{KEYS[0]}_0").click().run()
    assert T("audit.listed", count=2) in [one.label for one in page.expander]


def test_two_audits_are_compared_and_other_auditors_named(town, open_page):
    saved(town, 800, on=date(2026, 4, 1), auditor="AB", score=1)
    saved(town, 801, score=2)
    page = chosen(open_page)
    tables = " ".join(one.proto.body for one in page.get("html"))
    assert "33" in tables
    assert "67" in tables
    assert "+1" in tables
    assert T("audit.other_auditor") in [one.value for one in page.warning]
    again = T("audit.now", score="67", day="01.05.2026", known=15, total=15, who="MK")
    assert again in markdown(page)


def test_of_two_audits_of_one_day_the_later_one_counts_and_comes_first(town, open_page):
    for score in (1, 3):
        page = chosen(open_page)
        for end in (*(f"_{key}_{score}" for key in KEYS), "_save"):
            new = (one for one in page.button if one.key and "facts" not in one.key)
            next(one for one in new if one.key.endswith(end)).click().run()
    last, first = audits(town.store)
    assert (last.street_score, first.street_score) == (100.0, 33.3)
    assert T("audit.now", score="100", day="X", known=0, total=0, who="X").split(",")[
        0
    ] in markdown(chosen(open_page))


def test_the_last_audit_can_be_corrected_taken_to_the_bin_and_back(town, open_page):
    made = saved(town)
    page = chosen(open_page)
    button(page, f"audit_facts_{made.audit_id}_bin").click().run()
    assert audits(town.store) == []
    button(page, "act_undo").click().run()
    assert town.store.record(StreetAudit, made.audit_id).removed_on is None


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_strip_draws_every_front_and_says_the_same_as_a_table(language, town, open_page):
    page = open_page("street_audit", language=language)
    bodies = [one.proto.body for one in page.get("html")]
    (coded,) = PICTURE.findall(" ".join(bodies))
    picture = base64.b64decode(coded).decode()
    # eight fronts and two sections
    assert picture.count("<g><title>") == 10
    (twin,) = [one for one in bodies if "<tbody>" in one]
    assert twin.count("<tr>") == 9
    assert load(language)("compass.north") in twin


def test_who_sees_no_confidential_field_can_audit_as_well(town, open_page, monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "internal")
    page = chosen(open_page)
    assert not page.exception
    assert button(page, f"_{KEYS[0]}_3")


def test_a_catalogue_that_has_lost_items_still_opens_their_audits_and_drafts(
    town, open_page, tmp_path, monkeypatch
):
    """Whoever audited before is neither stopped by a crash nor unable to save."""
    first = chosen(open_page)
    for key in (*KEYS[-2:], KEYS[0]):
        button(first, f"_to_{key}").click().run()
        button(first, f"_{key}_2").click().run()
    made = saved(town)
    fewer = tmp_path / "catalogues"
    copytree(ROOT / "catalogues", fewer)
    file = fewer / "street_audit.toml"
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.index(f"[{KEYS[1]}]")], "utf-8")
    monkeypatch.setenv("BIWAQ_CATALOGUES_DIR", str(fewer))
    forget()
    page = chosen(open_page, app_browser=first.session_state["app_browser"])
    assert not page.exception
    assert T("audit.based_on", known=1, total=1) in markdown(page)
    (note,) = [one for one in page.text_area if "audit_facts" in one.key]
    note.set_value("nach dem Umbau").run()
    new, correct = sorted(
        (one for one in page.button if one.key and one.key.endswith("_save")),
        key=lambda one: "facts" in one.key,
    )
    correct.click().run()
    assert not page.error
    corrected = next(one for one in audits(town.store) if one.audit_id == made.audit_id)
    assert (corrected.note, corrected.scores) == ("nach dem Umbau", made.scores)
    new = next(one for one in page.button if one.key == new.key)
    new.click().run()
    assert not page.error
    newest = next(one for one in audits(town.store) if one.audit_id != made.audit_id)
    assert newest.scores == (f"{KEYS[0]}=2",)
