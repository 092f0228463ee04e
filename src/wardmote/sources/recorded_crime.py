"""Home Office police recorded crime by force: rolling 12-month totals by offence group."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wardmote.sources.columns import demand, likeness
from wardmote.sources.publication import Check, Head, Publication, Reading

RECORDED_CRIME = Publication(
    id="home-office-recorded-crime",
    title="Police recorded crime by police force area, rolling 12-month totals",
    publisher="Home Office",
    licence="Open Government Licence v3.0",
    columns={"offence": "VARCHAR", "offences": "BIGINT"},
    unique=("offence",),
    known={
        "offence": frozenset(
            {
                *("Action Fraud", "All other theft offences", "Bicycle theft", "CIFAS"),
                *("Criminal damage and arson", "Domestic burglary", "Drug offences"),
                *("Death or serious injury caused by illegal driving", "Fraud offences"),
                *("Homicide", "Miscellaneous crimes against society", "Non-domestic burglary"),
                *("Non-residential burglary", "Possession of weapons offences"),
                *("Public order offences", "Residential burglary", "Robbery", "Sexual offences"),
                *("Shoplifting", "Stalking and harassment", "Theft from the person"),
                *("UK Finance", "Vehicle offences", "Violence with injury"),
                "Violence without injury",
            }
        )
    },
)
NUMBER = r"^-?(\d+|\d{1,3}(,\d{3})+)$"
ENDING, FORCE, OFFENCE = "12 months ending", "PFA", "Offence"
TOTAL = "Rolling year total number of offences"
HEADER = (ENDING, FORCE, "Region", OFFENCE, TOTAL)

# Days before months, or ISO; anything else is refused.
END = f"""coalesce(try_strptime(trim("{ENDING}"), '%d-%m-%Y'), try_strptime(trim("{ENDING}"),
'%d/%m/%Y'), try_strptime(trim("{ENDING}"), '%Y-%m-%d'))"""

START = f"CAST(date_trunc('month', CAST({END} AS DATE)) - INTERVAL 11 MONTH AS DATE)"


class RecordedCrime:
    """Reader of the force-level file of rolling totals."""

    publication = RECORDED_CRIME

    def likeness(self, head: Head) -> float:
        """By the header."""
        return likeness(head.header, HEADER)

    def read(self, head: Head, path: Path, areas: Mapping[str, str]) -> Reading:  # noqa: ARG002
        """The file as a scan.

        A year that ends within the last two days of a month is taken to end with the month:
        the file itself dates December 2017 a day short.
        """
        demand(head.header, HEADER)
        checks = (
            Check(ENDING, f"({END}) IS NULL", "write the date as 31-03-2015"),
            Check(
                ENDING,
                f"year({END}) < 1990 OR strftime({END}, '%Y-%m') > '{{today}}'",
                "write the year in full; it lies between 1990 and the present",
            ),
            Check(
                ENDING,
                f"({END}) < last_day({END}) - INTERVAL 2 DAY",
                "a year of months ends with the end of a month",
            ),
            Check(FORCE, f"coalesce(trim(\"{FORCE}\"), '') = ''", "name the force"),
            Check(OFFENCE, f"coalesce(trim(\"{OFFENCE}\"), '') = ''", "name the offence group"),
            Check(
                TOTAL,
                f"NOT coalesce(regexp_full_match(trim(\"{TOTAL}\"), '{NUMBER}'), false)",
                "write a whole number",
            ),
        )
        return Reading(
            RECORDED_CRIME,
            head.scan(
                path,
                {
                    "end_date": f"last_day(CAST({END} AS DATE))",
                    "start_date": START,
                    "offence": f'trim("{OFFENCE}")',
                    "offences": f"TRY_CAST(replace(trim(\"{TOTAL}\"), ',', '') AS BIGINT)",
                },
                FORCE,
                checks,
            ),
        )
