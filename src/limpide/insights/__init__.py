"""Insights: questions across rooms. How far AI is used, whether it helps, what it costs people.

Promises: figures come from what happened, not from what was announced; each says what it counts;
    where nothing was measured there is no figure, never a zero that looks like one.
Owns: no table. It reads the views `published_*` of other rooms.
Does not: change anything, or show who somebody is.
"""

from .figures import (
    contested,
    figures,
    last_days,
    received,
    use_of_ai,
    weight_of_campaign,
    weight_of_year,
)
from .model import (
    Authorship,
    Containment,
    Contests,
    Day,
    Figures,
    FlowFigures,
    Footprint,
    Grams,
    Judged,
    Kept,
    Period,
    Reception,
    Reference,
    Satisfaction,
    UseOfAi,
    Wait,
    share,
)
from .references import REFERENCES

__all__ = [
    "REFERENCES",
    "Authorship",
    "Containment",
    "Contests",
    "Day",
    "Figures",
    "FlowFigures",
    "Footprint",
    "Grams",
    "Judged",
    "Kept",
    "Period",
    "Reception",
    "Reference",
    "Satisfaction",
    "UseOfAi",
    "Wait",
    "contested",
    "figures",
    "last_days",
    "received",
    "share",
    "use_of_ai",
    "weight_of_campaign",
    "weight_of_year",
]
