"""How robust a ranking is, in words: the same on screen and on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from biwaq_geo.analysis.robustness import Robustness
from biwaq_geo.texts import Texts

MOST_BARS = 8
"""Assumptions that are told of; the others move the lead less."""

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class RobustWords:
    """Says a ranking and how sure it is; names stay as they were typed.

    Attributes
    ----------
    names
        Of the alternatives.
    titles
        Of the assumptions, by key.
    say
        Says the value of an assumption at a step from -1 to 1.
    lead
        Writes a lead of the first over the best other.
    values
        What the alternatives are ranked by, written; empty where that is not told.
    """

    found: Robustness
    names: Sequence[str]
    titles: Mapping[str, str]
    texts: Texts
    say: Callable[[str, float], str]
    lead: Callable[[float], str]
    values: Sequence[str] = ()

    def stays(self, *, name: Callable[[str], str] = str) -> str:
        """Say how often the first one stays first; `name` makes a name fit for Markdown."""
        first = self.found.order[0]
        return self.texts(
            "robust.stays",
            name=name(self.names[first]),
            share=self._share(self.found.stays[first].share),
            low=self._share(self.found.stays[first].low),
            high=self._share(self.found.stays[first].high),
            draws=self.texts.number(self.found.draws),
        )

    def rank_titles(self) -> list[str]:
        """Return the heads of `ranks`."""
        names = ("alternative", *(("value",) if self.values else ()), "share", "interval")
        return [self.texts(f"robust.{one}") for one in names]

    def ranks(self) -> Rows:
        """Return a row for each alternative, the best first."""
        return [
            [
                self.names[at],
                *([self.values[at]] if self.values else []),
                self._share(self.found.stays[at].share),
                self.texts(
                    "robust.from_to",
                    low=self._share(self.found.stays[at].low),
                    high=self._share(self.found.stays[at].high),
                ),
            ]
            for at in self.found.order
        ]

    def tornado_titles(self) -> list[str]:
        """Return the heads of `tornado`."""
        return [self.texts(f"robust.{one}") for one in ("assumption", "at_low", "at_high")]

    def tornado(self) -> Rows:
        """Return a row for each assumption that moves the lead, the strongest first."""
        return [
            [
                self.titles[one.key],
                f"{self.lead(one.at_low)} ({self.say(one.key, -1)})",
                f"{self.lead(one.at_high)} ({self.say(one.key, 1)})",
            ]
            for one in self.found.tornado[:MOST_BARS]
        ]

    def switches(self) -> list[str]:
        """Say where another one takes the lead."""
        return [
            self.texts(
                "robust.switch_above" if one.step > 0 else "robust.switch_below",
                name=self.names[one.to],
                assumption=self.titles[one.key],
                value=self.say(one.key, one.step),
            )
            for one in self.found.switches
        ]

    def help(self) -> str:
        """Say how it was drawn."""
        return self.texts("robust.help", draws=self.texts.number(self.found.draws))

    def _share(self, share: float) -> str:
        return self.texts.percent(share, digits=0)
