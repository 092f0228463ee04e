"""The frozen values that every room speaks of."""

from wardmote.vocabulary.area import Area, Force, Membership, PeerGroup
from wardmote.vocabulary.correction import Correction, CorrectionKind
from wardmote.vocabulary.errors import Problem, UserError, nearest
from wardmote.vocabulary.extract import Extract
from wardmote.vocabulary.figure import (
    Claim,
    Figure,
    FigureName,
    Form,
    Hedge,
    Link,
    Name,
    Part,
    Printed,
    Strong,
    Style,
    When,
    figure_id,
    figure_of,
    flat,
)
from wardmote.vocabulary.finding import (
    Assurance,
    Direction,
    Evidence,
    Facts,
    Finding,
    Kind,
    Variation,
    sense,
)
from wardmote.vocabulary.measure import (
    Annotation,
    AnnotationKind,
    Improvement,
    Measure,
    Nature,
    Quantity,
    Source,
)
from wardmote.vocabulary.period import Period, PeriodKind
from wardmote.vocabulary.published import Manifest, PublishedFile
from wardmote.vocabulary.series import Category, Observation, Release, Series, Status
from wardmote.vocabulary.verdict import Verdict

__all__ = [
    "Annotation",
    "AnnotationKind",
    "Area",
    "Assurance",
    "Category",
    "Claim",
    "Correction",
    "CorrectionKind",
    "Direction",
    "Evidence",
    "Extract",
    "Facts",
    "Figure",
    "FigureName",
    "Finding",
    "Force",
    "Form",
    "Hedge",
    "Improvement",
    "Kind",
    "Link",
    "Manifest",
    "Measure",
    "Membership",
    "Name",
    "Nature",
    "Observation",
    "Part",
    "PeerGroup",
    "Period",
    "PeriodKind",
    "Printed",
    "Problem",
    "PublishedFile",
    "Quantity",
    "Release",
    "Series",
    "Source",
    "Status",
    "Strong",
    "Style",
    "UserError",
    "Variation",
    "Verdict",
    "When",
    "figure_id",
    "figure_of",
    "flat",
    "nearest",
    "sense",
]
