"""Two hundred damaged files: never a traceback, never a silent loss, each refusal can be listed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Run

STREET = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
          "Crime type,Last outcome category,Context\n") + "".join(
    f"{n:064x},2020-0{n % 9 + 1},Kent Police,Kent Police,0.5,51.2,On or near A,E0102{n:04d},"
    f"Kent {n},Burglary,Under investigation,\n" for n in range(60))  # fmt: skip
OUTCOMES = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,"
            "LSOA name,Outcome type\n") + "".join(
    f"{n:064x},2020-05,Kent Police,Kent Police,,,On A,E01020001,Kent,Local resolution\n"
    for n in range(40))  # fmt: skip
CRIME = "12 months ending,PFA,Region,Offence,Rolling year total number of offences\n" + "".join(
    f"31-03-{2003 + n % 16},Kent,South East,Offence {n},{n * 37}\n" for n in range(50))  # fmt: skip
BREATH = ("\ufeffCalendar Year,Police Force,Calendar Quarter,Month,Number of breath tests,"
          "Number of positive or refused breath tests,Proportion\n") + "".join(
    f"{2002 + n},Kent,Q1 Jan-Mar,January,{100 + n},{n},1.5\n" for n in range(14))  # fmt: skip
COLLISIONS = ("collision_index,collision_year,longitude,latitude,police_force,collision_severity,"
              "number_of_vehicles,number_of_casualties,date,speed_limit,"
              "lsoa_of_collision_location\n") + "".join(
    f"2022{n},2022,0.1,51.1,46,{n % 3 + 1},2,1,{n % 28 + 1:02d}/03/2022,30,E01024000\n"
    for n in range(50))  # fmt: skip
LOOKUP = "LAD16CD,LAD16NM,CSP16CD,CSP16NM,PFA16CD,PFA16NM\n" + "".join(
    f"E0700{n:04d},Place {n},E2200{n:04d},Place {n},E23000032,Kent\n"
    for n in range(30))  # fmt: skip
POPULATION = "code,name,year,population\n" + "".join(
    f"E0700{n:04d},Place {n},2019,{1000 + n}\n" for n in range(30))  # fmt: skip
TIDY = "measure,area,period,value\n" + "".join(
    f"collisions,kent,20{n:02d},{n}\n" for n in range(10, 24))  # fmt: skip
MADE = {
    "2020-05-kent-street.csv": STREET,
    "2020-05-kent-outcomes.csv": OUTCOMES,
    "rec-crime.csv": CRIME,
    "breath.csv": BREATH,
    "collision-2022.csv": COLLISIONS,
    "lookup.csv": LOOKUP,
    "population.csv": POPULATION,
    "collision_counts_2014.csv": "ONS Code,Region/Local Authority,Dry,Fatal,All\n"
    + "".join(f"E0700{n:04d},Place {n},{n},1,{n + 1}\n" for n in range(20)),
    "tidy.csv": TIDY,
}  # fmt: skip
Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, by: random.Random) -> bytes:
    return data[: by.randrange(1, len(data))]


def swapped(data: bytes, by: random.Random) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    i, j = by.sample(range(len(rows[0])), 2)
    for row in rows:
        row[i], row[j] = row[j], row[i]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def cell_becomes(*values: bytes) -> Damage:
    def made(data: bytes, by: random.Random) -> bytes:
        lines = data.split(b"\n")
        i = by.randrange(1, len(lines) - 1)
        cells = lines[i].split(b",")
        cells[by.randrange(len(cells))] = by.choice(values)
        lines[i] = b",".join(cells)
        return b"\n".join(lines)

    return made


def spliced(piece: bytes) -> Damage:
    def made(data: bytes, by: random.Random) -> bytes:
        at = by.randrange(len(data))
        return data[:at] + piece + data[at:]

    return made


def bytes_turned(data: bytes, by: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(12):
        changed[by.randrange(len(changed))] = by.randrange(256)
    return bytes(changed)


def lines_lost(data: bytes, by: random.Random) -> bytes:
    return data.replace(b"\n", by.choice([b"\r", b"\r\n", b"\n\n", b""]))


def doubled_header(data: bytes, by: random.Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(by.randrange(1, len(lines)), lines[0])
    return b"\n".join(lines)


DAMAGES: tuple[Damage, ...] = (
    cut, cut, swapped, bytes_turned, lines_lost, doubled_header,
    cell_becomes(b"1970-01", b"2270-12", b"01/01/1970", b"31-13-2015", b"2270"),
    cell_becomes(b"-5", b"999999999999999999999", b"1e400", b"NaN", b"=1+1", b"-0.0001"),
    cell_becomes(b'"', b'""', b"'; DROP TABLE release; --", b'"a', b"\xff\xfe\xe9", b""),
    spliced(b"\0"), spliced(b"\xef\xbb\xbf"), spliced(b'"'), spliced(b"x" * 1_500_000),
    spliced(b"\xe9\xe8\x80"), spliced(b","), spliced(b"\n,,,\n"),
)  # fmt: skip


def whole_rows(data: bytes) -> int:
    """How many records a CSV has under its header, as Python's own reader counts them."""
    text = data.decode("utf-8-sig", errors="replace").replace("\0", "")
    csv.field_size_limit(1 << 24)
    lines = io.StringIO(text, newline=None)
    rows = [r for r in csv.reader(lines) if any(c.strip() for c in r)]
    return len(rows) - 1


def test_damaged_files_are_read_whole_or_refused_with_a_reason(run: Run, tmp_path: Path) -> None:
    by = random.Random(20261125)
    offered = tmp_path / "offered"
    offered.mkdir()
    made: dict[str, bytes] = {}
    for n in range(208):
        name, text = by.choice(list(MADE.items()))
        damage = DAMAGES[n % len(DAMAGES)]
        made[f"{n:03d}/{name}"] = damage(text.encode(), by)
    made["bomb.csv.gz"] = gzip.compress(b"0" * (200 << 20))
    made["cut.gz"] = gzip.compress(STREET.encode())[:100]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../climbed.csv", STREET)
        archive.writestr("bomb.csv", b"0" * (200 << 20))
        archive.writestr("inner.zip", b"PK\x03\x04 no archive")
    made["climbs.zip"] = buffer.getvalue()
    made["cut.xlsx"] = b"PK\x03\x04[Content_Types].xml" + bytes(200)
    made["old.xls"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for name, data in made.items():
        (offered / name).parent.mkdir(exist_ok=True)
        (offered / name).write_bytes(data)
    folder = tmp_path / "w"
    assert run("init", folder, "--force", "kent").code == 0
    done = run("load", offered, "--workspace", folder)
    assert done.code == 1, done.err[-2000:]
    assert "Traceback" not in done.err
    files = json.loads(run("status", "--format", "json", "--workspace", folder).out)["files"]
    found = {f["name"]: f for f in files}
    assert not (tmp_path / "climbed.csv").exists()
    assert not list(tmp_path.parent.glob("climbed.csv"))
    refused = [f for f in files if f["state"] == "refused"]
    assert all(f["reason"] for f in refused)
    for name, data in made.items():
        if name.endswith(".csv"):
            file = found[name]  # nothing that was offered is passed over
            if file["state"] == "loaded" and file["publication"] in (
                "police-uk-street", "police-uk-outcomes", "home-office-recorded-crime",
                "home-office-breath-tests", "stats19-collisions", "tidy",
            ):  # fmt: skip
                assert file["rows"] == whole_rows(data), (name, file)
    assert "swells" in found["bomb.csv.gz"]["reason"]
    assert "swells" in found["climbs.zip/bomb.csv"]["reason"]
    assert len(refused) >= 60
