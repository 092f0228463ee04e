"""Fetching from a publisher whose server misbehaves: what comes is whole, or is not there."""

from __future__ import annotations

import hashlib
import io
import ipaddress
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.conftest import Ran, Run
from tests.integration.loopback import Published, Server, serving
from tests.integration.test_bad_input import street

WAIT = ("--timeout", "1", "--tries", "4")
FULL = ("measure,area,period,value\n" + "".join(
    f"collisions,merseyside,{y}-{m:02},{y - 1900 + m}\n" for y in range(1990, 2015)
    for m in range(1, 13)
)).encode()  # fmt: skip
NEWER = FULL.replace(b",merseyside,", b",northumbria,")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def empty(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetch") / "ws"
    assert run("init", folder, "--force", "merseyside").code == 0
    return folder


@pytest.fixture
def workspace(empty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "ws"))


def manifest(workspace: Path, server: Server, *files: str, name: str = "roads") -> None:
    """A manifest of the workspace's own; each file is its keys as TOML."""
    folder = workspace / "definitions" / "fetch"
    folder.mkdir(exist_ok=True)
    rows = "".join(f"\n[[file]]\n{keys}\n" for keys in files)
    (folder / f"{name}.toml").write_text(
        f'id = "{name}"\ntitle = "Collisions"\nbase = "{server.base}"\n{rows}'
    )


def fetched(run: Run, workspace: Path, *words: object) -> Ran:
    return run("fetch", *words, *WAIT, "--workspace", workspace)


def whole_files(workspace: Path) -> dict[str, bytes]:
    """What `load` would read: nothing that is hidden, and never a part."""
    data = workspace / "data"
    return {
        p.relative_to(data).as_posix(): p.read_bytes()
        for p in sorted(data.rglob("*"))
        if p.is_file() and not p.name.startswith(".")
    }


def parts(workspace: Path) -> list[Path]:
    return sorted(workspace.rglob(".*.part"))


def archive(*months: str, forces: tuple[str, ...] = ("merseyside", "cheshire")) -> bytes:
    """An archive as data.police.uk packs it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for month in months:
            for force in forces:
                rows = street(month, month).replace("Merseyside", force.capitalize())
                file.writestr(f"{month}/{month}-{force}-street.csv", rows)
    return packed.getvalue()


def self_signed(file: Path) -> Path:
    """A key and certificate of the loopback address, vouched for by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    own = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(own + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(
    "faults",
    [
        ["cut"], ["slow"], ["500"], ["429"], ["long"], ["500", "cut", "503", "cut", "slow"],
        ["cut", "429", "cut"], ["page"],
    ],
    ids=lambda faults: "-".join(faults),
)  # fmt: skip
def test_a_file_comes_whole_from_a_server_that_stumbles(
    run: Run, workspace: Path, server: Server, faults: list[str]
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=list(faults))
    manifest(workspace, server, 'url = "c.csv"')
    done = fetched(run, workspace, "roads")
    if faults == ["page"]:
        assert done.code == 1
        assert "a web page came in place of the file" in done.out
        assert whole_files(workspace) == {}
        done = fetched(run, workspace, "roads")
    assert done.code == 0, done.out + done.err
    assert done.out.startswith("fetched data/roads/c.csv: ")
    assert whole_files(workspace) == {"roads/c.csv": FULL}
    assert parts(workspace) == []
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert loaded.code == 0, loaded.err
    assert "1 file: 1 loaded. 300 rows." in loaded.err


def test_only_what_is_lacking_is_asked_for_again(
    run: Run, workspace: Path, server: Server
) -> None:  # fmt: skip
    server.files["/c.csv"] = Published(FULL, faults=["cut"])
    manifest(workspace, server, 'url = "c.csv"')
    assert fetched(run, workspace, "roads").code == 0
    first, second = (headers for _, _, headers in server.asked)
    assert "Range" not in first
    assert second["Range"] == f"bytes={len(FULL) // 2}-"
    assert second["If-Range"] == '"1"'
    assert all("wardmote" in h["User-Agent"] for _, _, h in server.asked)


def test_a_server_that_asks_to_wait_is_waited_for(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["429", "429"])
    manifest(workspace, server, 'url = "c.csv"')
    begun = time.monotonic()
    assert fetched(run, workspace, "roads").code == 0
    assert time.monotonic() - begun > 2
    assert whole_files(workspace) == {"roads/c.csv": FULL}


def test_an_hour_is_not_waited_and_not_shortened(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["wait"])
    manifest(workspace, server, 'url = "c.csv"')
    done = fetched(run, workspace, "roads")
    assert done.code == 1
    assert "asks to wait 3,600 seconds" in done.out
    assert len(server.asked) == 1
    assert whole_files(workspace) == {}


@pytest.mark.parametrize("ranges", [True, False])
def test_content_that_changes_half_way_is_begun_anew(
    run: Run, workspace: Path, server: Server, ranges: bool
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["changed"], after=NEWER, ranges=ranges)
    manifest(workspace, server, 'url = "c.csv"')
    done = fetched(run, workspace, "roads")
    assert done.code == 0, done.out
    assert "it changed while it was fetched" in done.out
    assert whole_files(workspace) == {"roads/c.csv": NEWER}
    assert parts(workspace) == []


def test_a_server_without_ranges_sends_it_all_again(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["cut"], ranges=False)
    manifest(workspace, server, 'url = "c.csv"')
    assert fetched(run, workspace, "roads").code == 0
    assert whole_files(workspace) == {"roads/c.csv": FULL}


def test_without_anything_to_know_it_by_a_part_is_not_continued(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/c.csv"] = Published(FULL, etag='W/"1"', faults=["cut"])
    manifest(workspace, server, 'url = "c.csv"')
    assert fetched(run, workspace, "roads").code == 0
    assert all("Range" not in h for _, _, h in server.asked)
    assert whole_files(workspace) == {"roads/c.csv": FULL}


@pytest.mark.parametrize("fault", ["cut", "slow", "500", "long"])
def test_a_server_that_never_recovers_leaves_nothing_to_load(
    run: Run, workspace: Path, server: Server, fault: str
) -> None:
    server.files["/c.csv"] = Published(FULL, etag="", faults=[fault] * 60)
    server.files["/good.csv"] = Published(NEWER)
    manifest(workspace, server, 'url = "c.csv"', 'url = "good.csv"')
    done = run("fetch", "roads", "--timeout", "0.3", "--tries", "2", "--workspace", workspace)
    assert done.code == 1
    assert done.out.startswith("failed data/roads/c.csv: ")
    assert "fetched data/roads/good.csv" in done.out
    assert whole_files(workspace) == {"roads/good.csv": NEWER}
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert "1 file: 1 loaded" in loaded.err


@pytest.mark.parametrize(
    ("fault", "said"),
    [("unsized", "does not say how long"), ("packed", "packs the file though")],
)
def test_what_cannot_be_known_to_be_whole_is_not_kept(
    run: Run, workspace: Path, server: Server, fault: str, said: str
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=[fault])
    manifest(workspace, server, 'url = "c.csv"')
    done = fetched(run, workspace, "roads")
    assert done.code == 1
    assert said in done.out
    assert whole_files(workspace) == {}
    assert parts(workspace) == []


def test_a_checksum_makes_an_unsized_file_sure(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["unsized"])
    digest = hashlib.sha256(FULL).hexdigest()
    manifest(workspace, server, f'url = "c.csv"\nsha256 = "{digest}"')
    assert fetched(run, workspace, "roads").code == 0
    assert whole_files(workspace) == {"roads/c.csv": FULL}
    again = fetched(run, workspace, "roads")
    assert again.out.startswith("unchanged ")
    assert len(server.asked) == 1, "what is there by its checksum needs no question"


def test_a_wrong_checksum_keeps_nothing(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(NEWER)
    digest = hashlib.sha256(FULL).hexdigest()
    manifest(workspace, server, f'url = "c.csv"\nsha256 = "{digest}"')
    done = fetched(run, workspace, "roads")
    assert done.code == 1
    assert f"the manifest says {digest[:12]}" in done.out
    assert whole_files(workspace) == {}
    assert parts(workspace) == []


@pytest.mark.parametrize("fault", ["short", ""])
def test_an_archive_that_is_not_whole_is_not_kept(
    run: Run, workspace: Path, server: Server, fault: str
) -> None:
    content = archive("2025-01")
    damaged = content if fault else content[:40] + b"\xff" * 8 + content[48:]
    server.files["/a.zip"] = Published(damaged, faults=[fault])
    manifest(workspace, server, 'url = "a.zip"')
    done = fetched(run, workspace, "roads")
    assert done.code == 1
    assert "no whole archive" in done.out
    assert whole_files(workspace) == {}
    assert parts(workspace) == []


def test_what_is_there_unchanged_is_not_fetched_again(
    run: Run, workspace: Path, server: Server
) -> None:
    file = server.files["/c.csv"] = Published(FULL)
    manifest(workspace, server, 'url = "c.csv"')
    assert fetched(run, workspace, "roads").out.startswith("fetched")
    done = fetched(run, workspace, "roads")
    assert done.code == 0
    assert done.out.startswith("unchanged data/roads/c.csv")
    assert server.asked[-1][2]["If-None-Match"] == '"1"'
    file.content, file.etag = NEWER, '"2"'
    assert "it replaces an earlier one" in fetched(run, workspace, "roads").out
    assert whole_files(workspace) == {"roads/c.csv": NEWER}


def test_a_file_changed_by_hand_is_fetched_again(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(FULL)
    manifest(workspace, server, 'url = "c.csv"')
    assert fetched(run, workspace, "roads").code == 0
    (workspace / "data/roads/c.csv").write_bytes(FULL[:-5])
    assert fetched(run, workspace, "roads").out.startswith("fetched")
    assert whole_files(workspace) == {"roads/c.csv": FULL}


def test_an_interrupted_download_goes_on_the_next_time(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/c.csv"] = Published(FULL, faults=["stop"])
    manifest(workspace, server, 'url = "c.csv"')
    words = [sys.executable, "-m", "wardmote", "fetch", "roads", "--workspace", str(workspace)]
    # A shell's job in the background ignores interrupts, and so would all that it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as on:
        signal.signal(signal.SIGINT, heard)
        until = time.monotonic() + 20
        while not (parts(workspace) and parts(workspace)[0].stat().st_size):
            assert time.monotonic() < until
            time.sleep(0.05)
        on.send_signal(signal.SIGINT)
        _, err = on.communicate(timeout=20)
    assert on.returncode == 130
    assert "of c.csv are kept; give the same command again to go on" in err
    assert "Traceback" not in err
    assert whole_files(workspace) == {}
    assert [p.stat().st_size for p in parts(workspace)] == [len(FULL) // 2]
    refused = run("load", workspace / "data", "--workspace", workspace)
    assert "loaded" not in refused.err
    assert fetched(run, workspace, "roads").code == 0
    assert server.asked[-1][2]["Range"] == f"bytes={len(FULL) // 2}-"
    assert whole_files(workspace) == {"roads/c.csv": FULL}
    assert parts(workspace) == []


def test_without_a_network_one_sentence_says_what_to_do(
    run: Run, workspace: Path, server: Server
) -> None:
    manifest(workspace, server, 'url = "c.csv"')
    done = run("fetch", "roads", *WAIT, "--workspace", workspace, "--base", "http://127.0.0.1:9")
    assert done.code == 2
    assert "127.0.0.1:9 cannot be reached, and fetching needs the internet" in done.err
    assert "load them with: wardmote load" in done.err
    assert whole_files(workspace) == {}


def test_a_proxy_that_is_not_there_is_named(
    run: Run, workspace: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    manifest(workspace, server, 'url = "c.csv"')
    done = fetched(run, workspace, "roads")
    assert done.code == 2
    assert "the proxy of your network cannot be used" in done.err
    assert server.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    run: Run, workspace: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/c.csv"] = Published(FULL)
    certificate = self_signed(tmp_path / "server.pem")
    with serving(certificate) as secure:
        secure.files["/c.csv"] = Published(FULL)
        manifest(workspace, secure, 'url = "c.csv"')
        done = fetched(run, workspace, "roads")
        assert done.code == 1
        assert "cannot be verified" in done.out
        assert secure.asked == []
        assert whole_files(workspace) == {}
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetched(run, workspace, "roads").code == 0
    assert whole_files(workspace) == {"roads/c.csv": FULL}


def test_a_full_disk_or_a_locked_folder_is_told(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(FULL)
    manifest(workspace, server, 'url = "c.csv"')
    (workspace / "data" / "roads").write_text("a file where the folder should be")
    done = fetched(run, workspace, "roads")
    assert done.code == 1
    assert "cannot be written" in done.out
    (workspace / "data" / "roads").unlink()
    limited = subprocess.run(
        ["sh", "-c", 'ulimit -f 8; trap "" XFSZ; exec "$@"', "sh", sys.executable, "-m",
         "wardmote", "fetch", "roads", "--workspace", str(workspace)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert limited.returncode == 1, limited.stderr
    assert "cannot be written: File too large" in limited.stdout
    assert "MB are free there" in limited.stdout
    assert whole_files(workspace) == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("police-ukk",), "unknown source 'police-ukk'; did you mean 'police-uk'?"),
        (("police-uk-archive",), "police-uk-archive needs --from"),
        (("police-uk", "--from", "2025-1", "--to", "2025-03"), "'2025-1' is not a month"),
        (("police-uk", "--from", "2025-13", "--to", "2025-03"), "'2025-13' is not a month"),
        (("police-uk", "--from", "2025-05", "--to", "2025-03"), "--from 2025-05 is after --to"),
        (("police-uk", "--from", "2009-05", "--to", "2025-03"), "begins with 2010-12"),
        (("police-uk", "--from", "2025-01", "--to", "2190-03"), "2190-03 has not begun"),
        (("police-uk", "--from", "2025-01", "--to", "2025-03", "--force", "mersyside"),
         "unknown force 'mersyside'; did you mean 'merseyside'?"),
        (("police-uk", "--from", "2025-01", "--to", "2025-03", "--kind", "streets"),
         "unknown kind 'streets'; did you mean 'street'?"),
        (("roads", "--force", "merseyside"), "leave out --force and --kind"),
        (("roads", "--base", "ftp://x"), "--base: 'ftp://x' is not an address"),
    ],
)  # fmt: skip
def test_a_wrong_request_asks_no_server(
    run: Run, workspace: Path, server: Server, words: tuple[str, ...], said: str
) -> None:
    manifest(workspace, server, 'url = "c.csv"')
    base = () if "--base" in words else ("--base", server.base)
    done = run("fetch", *words, *base, "--workspace", workspace)
    assert done.code == 2
    assert said in done.err
    assert server.asked == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('url = "../up.csv"\nname = "../up.csv"', "file 1.name: '../up.csv' is not a file's name"),
        ('url = "x.csv"\nname = ".x.csv"', "is not a file's name"),
        ('url = "file:///etc/passwd"', "is not an address of http or https"),
        ('url = "x.csv"\nsha256 = "12"', "64 hexadecimal digits"),
        ('url = "x.csv"\ncovers = "lately"', "'lately' is not a period"),
        ('url = "x.csv"\nsha265 = "12"', "unknown key 'sha265'; did you mean 'sha256'?"),
    ],
)
def test_a_wrong_manifest_is_told_by_file_and_key(
    run: Run, workspace: Path, server: Server, keys: str, said: str
) -> None:
    manifest(workspace, server, keys)
    done = fetched(run, workspace, "roads")
    assert done.code == 2
    assert said in done.err
    assert "roads.toml" in done.err
    assert server.asked == []


def test_a_manifest_leaves_out_other_periods(run: Run, workspace: Path, server: Server) -> None:
    server.files["/a.csv"] = Published(FULL)
    server.files["/b.csv"] = Published(NEWER)
    manifest(workspace, server, 'url = "a.csv"\ncovers = "2014"', 'url = "b.csv"\ncovers = "2015"')
    words = ("--from", "2015-01", "--to", "2015-12")
    assert fetched(run, workspace, "roads", *words).code == 0
    assert whole_files(workspace) == {"roads/b.csv": NEWER}


def test_the_release_says_what_the_manifest_says_of_its_file(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/c.csv"] = Published(FULL)
    manifest(
        workspace, server,
        'url = "c.csv"\nname = "collisions.csv"\npublisher = "The county"\n'
        'licence = "Open Government Licence v3.0"\nedition = 2015-06-01',
    )  # fmt: skip
    assert fetched(run, workspace, "roads").code == 0
    assert run("load", workspace / "data", "--workspace", workspace).code == 0
    told = run("status", "--format", "json", "--workspace", workspace)
    (release,) = json.loads(told.out)["releases"]
    assert release["publisher"] == "The county"
    assert release["licence"] == "Open Government Licence v3.0"
    assert release["edition"] == "2015-06-01"
    assert f"{server.base}/c.csv" in release["note"]


def test_sources_are_listed_and_json_is_given(run: Run, workspace: Path, server: Server) -> None:
    server.files["/c.csv"] = Published(FULL)
    manifest(workspace, server, 'url = "c.csv"', 'url = "gone.csv"')
    listed = run("fetch", "--workspace", workspace)
    assert [line.split()[0] for line in listed.out.splitlines()][:2] == [
        "police-uk-archive", "police-uk",
    ]  # fmt: skip
    assert "roads" in listed.out
    done = fetched(run, workspace, "roads", "--format", "json")
    assert done.code == 1
    files = json.loads(done.out)["files"]
    assert [(f["name"], f["state"]) for f in files] == [
        ("data/roads/c.csv", "fetched"), ("data/roads/gone.csv", "absent"),
    ]  # fmt: skip
    assert files[0]["sha256"] == hashlib.sha256(FULL).hexdigest()
    assert files[0]["bytes"] == len(FULL)


def test_as_few_archives_as_cover_the_months(run: Run, workspace: Path, server: Server) -> None:
    for name, month in (("2025-01", "2025-01"), ("2022-01", "2022-01"), ("2022-02", "2022-02")):
        server.files[f"/{name}.zip"] = Published(archive(month))
    words = ("police-uk-archive", "--from", "2021-05", "--to", "2025-01", "--base", server.base)
    done = fetched(run, workspace, *words)
    assert done.code == 0, done.out
    assert server.paths() == ["/2025-01.zip", "/2022-01.zip"]
    assert sorted(whole_files(workspace)) == [
        "police-uk-archive/2022-01.zip", "police-uk-archive/2025-01.zip",
    ]  # fmt: skip
    assert run("load", workspace / "data", "--workspace", workspace).code == 0
    again = fetched(run, workspace, *words)
    assert again.out.count("unchanged") == 2


def test_the_archives_until_april_2017_hold_every_month_before(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/2020-01.zip"] = Published(archive("2020-01"))
    server.files["/2017-01.zip"] = Published(archive("2011-01"))
    words = ("--from", "2010-12", "--to", "2020-01", "--base", server.base)
    assert fetched(run, workspace, "police-uk-archive", *words).code == 0
    assert server.paths() == ["/2020-01.zip", "/2017-01.zip"]


def test_an_archive_that_is_not_out_yet_gives_way_to_the_one_before(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/2025-01.zip"] = Published(archive("2025-01"))
    words = ("--from", "2025-01", "--to", "2025-03", "--base", server.base)
    done = fetched(run, workspace, "police-uk-archive", *words)
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        "absent data/police-uk-archive/2025-03.zip", "absent data/police-uk-archive/2025-02.zip",
        "fetched data/police-uk-archive/2025-01.zip",
    ]  # fmt: skip


def test_the_files_of_one_force_come_out_of_an_archive(
    run: Run, workspace: Path, server: Server
) -> None:
    server.files["/2025-03.zip"] = Published(archive("2025-01", "2025-03"), faults=["cut", "429"])
    words = ("--from", "2025-01", "--to", "2025-03", "--base", server.base,
             "--force", "merseyside", "--kind", "street")  # fmt: skip
    done = fetched(run, workspace, "police-uk-archive", *words)
    assert done.code == 1, "a month is lacking, which needs a look"
    assert "absent merseyside-street: not in the archives: 2025-02" in done.out
    assert sorted(whole_files(workspace)) == [
        "police-uk-archive/2025-03/2025-01-merseyside-street.csv",
        "police-uk-archive/2025-03/2025-03-merseyside-street.csv",
    ]
    assert parts(workspace) == []
    loaded = run("load", workspace / "data", "--workspace", workspace)
    assert loaded.code == 0, loaded.err
    again = fetched(run, workspace, "police-uk-archive", *words)
    assert again.out.count("unchanged") == 3


def test_the_workspace_keeps_parts_out_of_git(workspace: Path) -> None:
    if not (git := next((p for p in ("/usr/bin/git", "/bin/git") if os.access(p, os.X_OK)), "")):
        pytest.skip("needs git")
    subprocess.run([git, "init", "-q", workspace], check=True)
    folder = workspace / "data" / "roads"
    folder.mkdir()
    for name in (".c.csv.part", ".c.csv.part.json", "c.csv"):
        (folder / name).write_text("x")
    told = subprocess.run([git, "-C", workspace, "status", "--porcelain", "-uall"],
                          capture_output=True, text=True, check=True).stdout  # fmt: skip
    assert "c.csv" in told
    assert ".part" not in told
