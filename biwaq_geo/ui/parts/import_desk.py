"""The file that a person is importing, and what has been said about it so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import streamlit as st

from biwaq_geo.adapters.unit_files import ENDINGS, LARGEST_BYTES, read_unit_file
from biwaq_geo.domain.errors import BiwaqError, InputFileError, TooFastError
from biwaq_geo.services.import_units.mapping import Mapping
from biwaq_geo.services.import_units.plan import ImportPlan
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import NOTHING_SAID, Answers, RawTable
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.refusal import refuse

LIMIT_MB = LARGEST_BYTES // 10**6


@dataclass
class Desk:
    """One file from its upload to its import; lives in the session.

    The file is read again only when an answer asks for it, and planned again only when
    the register, the mapping or an answer is another one: a plan keeps its batch.
    """

    file_name: str
    data: bytes
    answers: Answers = NOTHING_SAID
    _read: tuple[Answers, RawTable] | None = None
    _fault: tuple[Answers, InputFileError] | None = None
    _planned: tuple[tuple[object, ...], ImportPlan] | None = None

    @property
    def key(self) -> str:
        """A short name for the bytes, for the keys of widgets."""
        return sha256(self.data).hexdigest()[:12]

    def table(self, town: Town, texts: Texts) -> RawTable:
        """Return the rows under the answers so far.

        Raises
        ------
        InputFileError
            What is in the file cannot be read.
        TooFastError, RoleNotAllowedError
            It was not read at all, neither now nor before.
        """
        under = self._under()
        if self._fault is not None and self._fault[0] == under:
            raise self._fault[1]
        if self._read is None or self._read[0] != under:
            try:
                town.take_file()
            except TooFastError as error:
                return self._as_before(error, texts)
            self._read = (under, self._rows(under, texts))
        return self._read[1]

    def _under(self) -> Answers:
        """Return the answers without those that only the plan needs."""
        return replace(self.answers, crs=None, area_unit=None, day_order=None, rent=None)

    def _rows(self, under: Answers, texts: Texts) -> RawTable:
        try:
            with st.spinner(texts("import.reading")):
                return read_unit_file(self.data, file_name=self.file_name, answers=under)
        except InputFileError as error:
            # each step on the page would read it once more, to the same end
            self._fault = (under, error)
            raise

    def _as_before(self, error: TooFastError, texts: Texts) -> RawTable:
        """Go back to the answers that the rows were read under.

        The others stay chosen in their boxes, and so does all that was typed below them.
        """
        if self._read is None:
            raise error
        before, table = self._read
        mine = self.answers
        self.answers = replace(
            before,
            crs=mine.crs,
            area_unit=mine.area_unit,
            day_order=mine.day_order,
            rent=mine.rent,
        )
        told(error, texts)
        return table

    def plan(self, town: Town, table: RawTable, mapping: Mapping) -> ImportPlan:
        """Return what would become of every row; raises FileOutsideTownError."""
        given = (town.profile.key, town.store.revision(), mapping, self.answers)
        if self._planned is None or self._planned[0] != given:
            plan = plan_import(
                town, state.app().today, table=table, mapping=mapping, answers=self.answers
            )
            self._planned = (given, plan)
        return self._planned[1]


def file_box(label: str, *, key: str, on_change: Callable[[], None]) -> None:
    """Let the person choose a file of a kind that can be read."""
    kinds = [ending.removeprefix(".") for ending in ENDINGS]
    st.file_uploader(label, type=kinds, key=key, on_change=on_change)


def desk(texts: Texts) -> Desk | None:
    """Let the person choose a file, or show the chosen one; return its desk."""
    lying: Desk | None = st.session_state.get(state.IMPORT)
    if lying is None:
        file_box(texts("import.file", limit=LIMIT_MB), key="import_file", on_change=_take)
        return None
    name, other = st.columns([5, 1], vertical_alignment="center")
    name.text(lying.file_name)
    other.button(texts("import.other_file"), key="import_other", on_click=put_away, width="stretch")
    return lying


def told(error: BiwaqError, texts: Texts) -> None:
    """Say what is wrong; what was only too fast can be tried again."""
    refuse(error, texts, stays=False)
    if isinstance(error, TooFastError):
        st.button(texts("import.again"), key="import_again", icon=":material/refresh:")


def put_away() -> None:
    """Forget the file."""
    st.session_state.pop(state.IMPORT, None)


def _take() -> None:
    given = st.session_state.get("import_file")
    if given is not None:
        st.session_state[state.IMPORT] = Desk(given.name, given.getvalue())
