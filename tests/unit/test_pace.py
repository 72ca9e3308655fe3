"""One account that saves faster than a person is slowed down, and nobody else."""

import pytest

from biwaq_geo.domain.errors import RoleNotAllowedError, TooFastError
from biwaq_geo.domain.roles import Person, Role
from biwaq_geo.services.worker import MOST, Pace, PersonAtWork

STAFF = Person("erika", Role.STAFF)


def test_the_201st_save_of_a_minute_is_refused_and_told_when_to_go_on():
    clock = [100.0]
    pace = Pace(lambda: clock[0])
    two_sessions = [PersonAtWork(STAFF, pace=pace) for _ in range(2)]
    for number in range(200):
        clock[0] += 0.1
        two_sessions[number % 2].begin()
    with pytest.raises(TooFastError) as told:
        two_sessions[0].begin()
    assert told.value.values == {"what": "saves", "most": 200, "wait_s": 40}
    PersonAtWork(Person("paul", Role.PLANNER), pace=pace).begin()
    clock[0] += 41
    two_sessions[0].begin()


@pytest.mark.parametrize("refused", ["upload", "file"])
def test_the_51st_picture_or_file_of_a_minute_is_refused_and_saving_goes_on(refused):
    worker = PersonAtWork(STAFF, pace=Pace(lambda: 1.0))
    for number in range(MOST["uploads"]):
        worker.upload() if number % 2 else worker.file()
    with pytest.raises(TooFastError):
        getattr(worker, refused)()
    worker.begin()


def test_whoever_only_looks_uploads_nothing():
    with pytest.raises(RoleNotAllowedError):
        PersonAtWork(Person("gast", Role.VIEWER), pace=Pace()).upload()
    with pytest.raises(RoleNotAllowedError):
        PersonAtWork(Person("gast", Role.VIEWER), pace=Pace()).file()
