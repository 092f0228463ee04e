"""Documentation that fails the build: every key and command is told, every example runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest

from tests.conftest import ROOT, Run
from wardmote.analysis.spc import PROFILES
from wardmote.briefing.commentary.files import KEYS, Office
from wardmote.briefing.commentary.placing import PAPER
from wardmote.briefing.sections import SECTIONS
from wardmote.catalogue import open_workspace, shapes
from wardmote.cli import commands  # noqa: F401  (the commands join the group)
from wardmote.cli.app import app
from wardmote.document.render import FORMATS
from wardmote.sources import PUBLICATIONS
from wardmote.sources.publication import KEYS as COLUMNS
from wardmote.vocabulary import Form
from wardmote.warehouse.spark import COVERAGE, RELEASE

DOCS = ROOT / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_every_key_of_every_definition_is_documented() -> None:
    told = text("definitions.md")
    for shape in vars(shapes).values():
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
            for field in getattr(shape, "__struct_fields__", ()):
                assert f"`{field}`" in told, f"{shape.__name__}.{field}"


def test_every_command_and_option_is_documented() -> None:
    told = text("commands.md")
    for name, command in app.commands.items():
        assert f"`{name}" in told, name
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name not in ("help", "folder"):
                assert f"`{parameter.opts[0]}`" in told, f"{name} {parameter.opts[0]}"


def test_every_publication_profile_section_and_format_is_documented() -> None:
    for words, page in (
        (PUBLICATIONS, "publications.md"),
        (PROFILES, "method-deviations.md"),
        (SECTIONS, "definitions.md"),
    ):
        for word in words:
            assert f"`{word}`" in text(page), word
    for name in FORMATS:
        assert name in text("commands.md")


def test_every_key_role_place_and_form_of_commentary_is_documented() -> None:
    told = text("commentary.md")
    for word in (*KEYS, *Office, PAPER, *Form):
        assert f"`{word}`" in told, word


def test_every_key_of_the_pack_is_documented(example: Path) -> None:
    told = text("pack-json.md")
    pack = msgspec.json.decode((example / "pack" / "pack.json").read_bytes())
    for keys in (pack, pack["figures"][0], pack["findings"][0], pack["releases"][0]):
        for key in keys:
            assert f"`{key}`" in told, key
    for finding in pack["findings"]:
        assert finding["kind"] in told
        assert finding["evidence"] in told


def test_the_examples_of_the_readme_run(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    assert len(lines) >= 8
    for line in lines:
        program, *words = shlex.split(line)
        assert program == "wardmote"
        done = run(*words, cwd=tmp_path)
        assert done.code == 0, f"{line}\n{done.err}"


def test_the_tidy_file_of_the_documentation_loads(run: Run, tmp_path: Path) -> None:
    (block,) = re.findall(r"```csv\n(.*?)```", text("publications.md"), re.DOTALL)
    (tmp_path / "t.csv").write_text(block)
    assert run("init", tmp_path / "w", "--force", "west-midlands").code == 0
    done = run("load", tmp_path / "t.csv", "--workspace", tmp_path / "w")
    assert done.code == 0, done.err


def test_the_settings_of_the_page_on_spark_are_settings(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", text("spark.md"), re.DOTALL)
    (tmp_path / "wardmote.toml").write_text(block, encoding="utf-8")
    settings = open_workspace(tmp_path).settings
    assert settings.engine == "spark"
    assert settings.spark is not None
    assert set(settings.spark.tables) <= set(PUBLICATIONS)


def test_the_columns_of_the_tables_that_spark_reads_are_documented() -> None:
    for column in (*COVERAGE, *RELEASE, *COLUMNS):
        assert f"`{column}`" in text("spark.md"), column


@pytest.mark.parametrize("page", sorted(p.name for p in [*DOCS.glob("*.md"), ROOT / "README.md"]))
def test_links_lead_to_files(page: str) -> None:
    folder = ROOT if page == "README.md" else DOCS
    for target in re.findall(r"\]\(([^)#:]+)\)", (folder / page).read_text(encoding="utf-8")):
        assert (folder / target).exists(), f"{page}: {target}"


def test_the_lock_files_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        content = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in content
        assert not re.search(r"https?://|--index-url|--find-links", content)
