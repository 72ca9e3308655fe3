"""A question that was asked in this session, with its searches and what they have found."""

from dataclasses import dataclass, field
from time import monotonic
from uuid import uuid4

import streamlit as st

from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.analysis.optimiser.solver import VERSION
from biwaq_geo.domain.optimiser.answer import Answer
from biwaq_geo.domain.optimiser.wishes import Wishes
from biwaq_geo.services.optimising.answering import SEED, answer
from biwaq_geo.services.optimising.proving import GAP, CurveRun, Proof
from biwaq_geo.services.optimising.question import Question, question
from biwaq_geo.services.ports import Town
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.reach_count import walked_by

WALKER = "adult"


@dataclass
class Work:
    """One question of this session.

    Attributes
    ----------
    revision
        The register as it stood when it was asked.
    first, first_s
        The first answer and the seconds that it took.
    proof
        None where the first answer is the best already.
    curve
        None where nobody has asked for it.
    number
        Its own: the page brings each answer into sight once (`static/biwaq/told.js`).
    """

    town_key: str
    revision: int
    wishes: Wishes
    asked: Question
    first: Found
    first_s: float
    proof: Proof | None
    curve: CurveRun | None = None
    told: Answer | None = None
    number: str = field(default_factory=lambda: uuid4().hex[:8])

    def best(self) -> Found:
        """Return the best choice that is known, with the lowest bound."""
        later = None if self.proof is None else self.proof.found()
        if later is None or later.chosen is None:
            return self.first
        if self.first.chosen is not None and self.first.value > later.value:
            bound = max(self.first.value, min(later.bound, self.first.bound))
            return Found(self.first.chosen, self.first.value, bound)
        return later

    @property
    def running(self) -> bool:
        """Whether the search for the best goes on."""
        return self.proof is not None and self.proof.running

    def answer(self) -> Answer:
        """Return the answer as it stands; raises RulesContradictError, ProofFailedError."""
        found = self.best()
        if self.told is None or self.told.sure.value != found.value or not self.running:
            self.told = answer(
                self.asked,
                found,
                seconds=self.first_s if self.proof is None else self.proof.seconds,
                limit_s=0.0 if self.proof is None else self.proof.limit_s,
                solver=VERSION,
            )
        return self.told

    def end(self) -> None:
        """End its searches."""
        for run in (self.proof, self.curve):
            if run is not None:
                run.cancel()


def begin(town: Town, wishes: Wishes) -> Work:
    """Answer at once and begin to search for the best; raises what `question` does."""
    last: Work | None = st.session_state.pop(state.OPTIMISED, None)
    if last is not None:
        last.end()
    catalogues = state.app().catalogues
    profile = catalogues.walking[WALKER]
    walked = walked_by(town, profile, speed_kmh=profile.speed_kmh.value, perceived=False)
    revision = town.store.revision()
    asked = question(town, catalogues, wishes, walked)
    began = monotonic()
    first = Optimiser(asked.problem, seed=SEED).found()
    seconds = monotonic() - began
    proof = None if first.infeasible or first.gap <= GAP else Proof(asked)
    work = Work(town.profile.key, revision, wishes, asked, first, seconds, proof)
    st.session_state[state.OPTIMISED] = work
    return work


def present(town: Town) -> Work | None:
    """Return what was asked about this town in this session."""
    work: Work | None = st.session_state.get(state.OPTIMISED)
    return work if work is not None and work.town_key == town.profile.key else None
