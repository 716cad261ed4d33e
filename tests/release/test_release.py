"""What is published is the same whoever builds it, says whose everything in it is, and works as a plain user."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
import yaml

from onrecord.version import __version__
from release.bom import bill
from release.build import build, built_twice, copied, differing, sums
from release.notice import NOTICE, notice
from release.shipped import PACKAGE, ROOT, licences, locked, parts, unlicensed

VALIDATION = pytest.importorskip("cyclonedx.validation.json", reason="cyclonedx-bom validates bills of materials")
MOMENT = "1735689600"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built_twice(folder)
    return folder


def test_two_builders_get_the_same_bytes_and_so_does_who_builds_from_the_source(dist: Path) -> None:
    assert sorted(path.name for path in dist.iterdir()) == [  # built_twice has compared them
        f"onrecord-{__version__}-py3-none-any.whl", f"onrecord-{__version__}.tar.gz",
    ]  # fmt: skip


def test_a_changed_file_changes_the_bytes(dist: Path, tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    (copy / "src" / "onrecord" / "version.py").open("a", encoding="utf-8").write("# another\n")
    build(tmp_path / "other", source=copy, moment=MOMENT)
    assert len(differing(dist, tmp_path / "other")) == 2


def test_no_moment_of_a_build_is_in_it(dist: Path) -> None:
    (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    assert len({entry.date_time for entry in zipfile.ZipFile(wheel).infolist()}) == 1
    with tarfile.open(source) as archive:
        assert len({member.mtime for member in archive.getmembers()}) == 1
        assert {(member.uid, member.uname) for member in archive.getmembers()} == {(0, "")}


def test_the_source_holds_what_the_wheel_is_made_of_and_says_what_it_is(dist: Path) -> None:
    (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    inside = {f"src/{name}" for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert inside <= names
    assert {"LICENSE", "NOTICE", "CITATION.cff", "CHANGELOG.md", "README.md", "pyproject.toml"} <= names


def test_the_wheel_carries_every_licence_text(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    kept = [name.partition("/licenses/")[2] for name in zipfile.ZipFile(wheel).namelist() if "/licenses/" in name]
    assert {"LICENSE", "NOTICE"} <= set(kept)
    assert {name.split("/")[-2] for name in kept if "vendor" in name} >= {"htmx", "libre-franklin", "source-serif-4"}


def test_sums_are_those_of_the_files(dist: Path, tmp_path: Path) -> None:
    shutil.copytree(dist, tmp_path / "dist")
    sums(tmp_path / "dist")
    for line in (tmp_path / "dist" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((dist / name).read_bytes()).hexdigest() == digest


def test_nothing_shipped_lacks_a_licence() -> None:
    assert unlicensed() == []
    gone = [name for part in parts() for name in part.files if not (PACKAGE / name).is_file()]
    assert gone == [], "a licence is given for what is not there"
    assert all(part.licence and part.terms for part in parts())


def test_a_file_that_nobody_has_named_would_be_found() -> None:
    stray = PACKAGE / "data" / "stray-for-a-test.bin"
    try:
        stray.write_bytes(b"whose?")
        assert unlicensed() == ["data/stray-for-a-test.bin"]
    finally:
        stray.unlink()


def test_the_data_is_what_its_sources_were_written_for() -> None:
    table = tomllib.loads((PACKAGE / "data" / "SOURCES.toml").read_text(encoding="utf-8"))
    for one in table.values():
        data = (PACKAGE / "data" / one["file"]).read_bytes()
        assert sha256(data).hexdigest() == one["sha256"], one["file"]
        assert one.get("bytes", len(data)) == len(data), one["file"]


def test_every_locked_package_has_its_licence_and_no_other_is_named() -> None:
    assert {name for name, _ in locked()} == set(licences())


_SAID = {"BSD": "BSD", "MIT": "MIT", "Apache": "Apache", "MPL": "MPL", "ISC": "ISC", "PSF": "PSF", "Python Soft": "PSF",
         "Mozilla": "MPL", "3-Clause BSD": "BSD", "The BSD": "BSD"}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, _ in locked()])
def test_a_licence_is_what_the_package_itself_says(name: str) -> None:
    try:
        said = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not installed on this system")
    given = licences()[name]
    if said.get("License-Expression"):
        assert said["License-Expression"] == given
        return
    classes = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    words = [(said.get("License") or "").strip()[:60], *classes]
    kinds = {kind for word in words for start, kind in _SAID.items() if word.startswith(start)}
    assert any(kind in given for kind in kinds), f"{name} says {words}, the list {given}"


def test_the_notice_is_written_from_all_that() -> None:
    assert NOTICE.read_text(encoding="utf-8") == notice(), "python -m release notice writes it again"


def test_the_bill_of_materials_is_valid_and_complete() -> None:
    from cyclonedx.schema import SchemaVersion

    bom = bill()
    faults = VALIDATION.JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom))
    assert faults is None, faults
    named = {(one["name"], one["version"]) for one in bom["components"] if one.get("purl")}
    assert named == set(locked())
    assert {one["name"] for one in bom["components"] if not one.get("purl")} == {part.name for part in parts()}
    assert all(one["licenses"] for one in bom["components"])
    files = {
        file["name"]: file["hashes"][0]["content"] for one in bom["components"] for file in one.get("components", ())
    }
    assert files["model/reader.onnx"] == sha256((PACKAGE / "model" / "reader.onnx").read_bytes()).hexdigest()
    assert bill() == bom  # no clock and no chance in it


def test_it_can_be_cited_and_names_no_person() -> None:
    """Held against the schema of the Citation File Format 1.2.0 (https://citation-file-format.github.io, CC BY 4.0)."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    schema = json.loads((Path(__file__).parent / "citation-1.2.0.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(cited)
    assert (cited["version"], cited["license"]) == (__version__, "Apache-2.0")
    assert [set(author) for author in cited["authors"]] == [{"name"}]  # an entity; people have family names


STEPS = re.compile(r"^(FROM|COPY|RUN|USER|ENV|WORKDIR|VOLUME|ENTRYPOINT|CMD|LABEL) (.+)$")


def steps() -> list[tuple[str, str]]:
    """The instructions of the container file, long lines joined."""
    written = re.sub(r"\\\n\s*", "", (ROOT / "Containerfile").read_text(encoding="utf-8"))
    lines = [line for line in written.splitlines() if line and not line.startswith("#")]
    found = [STEPS.match(line) for line in lines]
    assert all(found), [line for line, match in zip(lines, found, strict=True) if match is None]
    return [(match[1], match[2]) for match in found if match is not None]


def test_the_container_runs_as_a_plain_user_without_a_network() -> None:
    last = [place for place, (word, _) in enumerate(steps()) if word == "FROM"][-1]
    final = steps()[last:]
    (user,) = [value for word, value in final if word == "USER"]
    assert all(part.isdecimal() and int(part) > 0 for part in user.split(":"))
    after = [word for word, _ in final[[word for word, _ in final].index("USER") :]]
    assert "RUN" not in after
    assert "COPY" not in after
    installs = [value for word, value in steps() if word == "RUN" and "pip install" in value]
    assert installs
    assert all("--no-index" in value for value in installs)
    assert ("ENTRYPOINT", '["onrecord"]') in final


def test_what_the_container_copies_is_what_a_release_makes(dist: Path) -> None:
    for word, value in steps():
        if word == "COPY" and not value.startswith("--from"):
            source = value.split()[0]
            made = source == "dist/wheelhouse" or list(dist.glob(source.removeprefix("dist/")))
            assert made, f"{source} is made by nothing"


def test_the_steps_of_the_container_give_a_program_that_reads(dist: Path, tmp_path: Path) -> None:
    """Its RUN lines in a folder of this system, dependencies from this environment instead of the folder of wheels."""
    root, wheels = tmp_path / "opt" / "onrecord", tmp_path / "wheels"
    shutil.copytree(dist, wheels)
    for word, value in steps():
        if word != "RUN" or "useradd" in value:  # users of this system are left alone
            continue
        line = value.replace("/opt/onrecord", str(root)).replace("/wheels", str(wheels))
        line = line.replace("python -m venv", f"{sys.executable} -m venv").replace("--no-index", "--no-index --no-deps")
        subprocess.run(["sh", "-c", line], check=True, capture_output=True)
        if "venv" in value and not value.endswith("lib"):
            _lend_dependencies(root)
    program = [str(root / "bin" / "onrecord"), "read", str(ROOT / "examples" / "raid-on-bol.txt"), "--format", "json"]
    done = subprocess.run(program, cwd=tmp_path, env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}, check=True,
                          capture_output=True, text=True)  # fmt: skip
    assert json.loads(done.stdout)["figures"]
    where = subprocess.run([root / "bin" / "python", "-c", "import onrecord; print(onrecord.__file__)"], check=True,
                           capture_output=True, text=True, cwd=tmp_path).stdout  # fmt: skip
    assert where.startswith(str(root)), "it read with the checkout, not with the wheel"


def _lend_dependencies(root: Path) -> None:
    """Let an environment see the packages of this one, behind its own; editable installs are not followed."""
    (site,) = (root / "lib").glob("python*/site-packages")
    lent = [path for path in sys.path if path.endswith("site-packages")]
    (site / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
