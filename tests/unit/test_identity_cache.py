"""Answers about records that never change are found by the records' identity."""

from dataclasses import dataclass

from biwaq_geo.mapping.identity_cache import kept_for_the_same


@dataclass(frozen=True)
class Record:
    name: str


def counting():
    calls = []

    @kept_for_the_same(2)
    def names(records, *, upper):
        calls.append(records)
        return [record.name.upper() if upper else record.name for record in records]

    return names, calls


def test_the_same_records_in_another_list_are_not_asked_again():
    names, calls = counting()
    one, two = Record("a"), Record("b")
    assert names([one, two], upper=True) is names((one, two), upper=True)
    assert len(calls) == 1


def test_equal_records_another_order_and_other_words_are_asked_anew():
    names, calls = counting()
    one, two = Record("a"), Record("b")
    for records, upper in (([one, two], True), ([two, one], True), ([one, two], False)):
        names(records, upper=upper)
    assert names([Record("a"), two], upper=True) == ["A", "B"]
    assert len(calls) == 4


def test_a_record_that_is_gone_is_not_taken_for_a_new_one_at_its_address():
    names, _ = counting()
    answers = [names([Record(f"r{number}")], upper=False) for number in range(50)]
    assert answers == [[f"r{number}"] for number in range(50)]
