"""What the site builder is told beyond properdocs.yml: pages that lie elsewhere, the search, the looks of tables.

A link from a page to a file of the repository that is not in docs/ brings that file into the site, under
``repository/``: the model card and the changes as pages, the lists of sources as they are. So a page reads the same
on a code host and here.
"""

from __future__ import annotations

import json
import posixpath
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from properdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DOCS = ROOT / "docs"
DESK = ROOT / "src" / "onrecord" / "show" / "workbench" / "static"
ELSEWHERE = "repository"

_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*(?:\[[^\]]*\][^\]\n]*)*)\]\((?P<to>[^)\s]+)\)")
_FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
_SITE: dict[str, str] = {}  # where each file of the repository is in the site
_INDEX: list[list[str]] = []  # of the search: address, title of the page, heading, words


def slug(words: str, separator: str) -> str:
    """The anchor that code hosts give a heading: "Who says what?" is "who-says-what"."""
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", separator)


def on_config(config: Any) -> Any:
    """Anchors as code hosts make them; the pages of commands and decisions into the navigation."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = slug
    config.nav = [_filled(entry) for entry in config.nav]
    _INDEX.clear()
    _SITE.clear()
    return config


def _filled(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {title: _pages(to) if to in ("commands", "decisions") else _into(to) for title, to in entry.items()}
    return entry


def _into(to: Any) -> Any:
    return [_filled(one) for one in to] if isinstance(to, list) else to


def _pages(folder: str) -> list[Any]:
    names = sorted(path.name for path in (DOCS / folder).glob("*.md"))
    first = [{"All of them": f"{folder}/index.md"}] if "index.md" in names else []
    rest = [name for name in names if name != "index.md"]
    if folder == "commands":
        return [*first, *({name.removesuffix(".md"): f"{folder}/{name}"} for name in rest)]
    return [*first, *(f"{folder}/{name}" for name in rest)]


def on_files(files: Files, config: Any) -> Files:
    """Take in what the pages link to in the repository, and the letters and colours of the workbench."""
    waiting = [Path(file.abs_src_path) for file in files if file.src_uri.endswith(".md")]
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        for to in _targets(page):
            if to in seen or to.is_relative_to(DOCS) or not to.is_file():
                continue
            seen.add(to)
            name = to.relative_to(ROOT).as_posix()
            _SITE[name] = f"{ELSEWHERE}/{name}"
            files.append(_taken(to, _SITE[name], config))
            if to.suffix == ".md":
                waiting.append(to)
    for path in [*DESK.glob("vendor/*/*.woff2"), DESK / "fonts.css", DESK / "tokens.css"]:
        files.append(_taken(path, f"assets/{path.relative_to(DESK).as_posix()}", config))
    return files


def _taken(path: Path, name: str, config: Any) -> File:
    from properdocs.structure.files import InclusionLevel

    return File.generated(config, name, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV)


def _targets(page: Path) -> list[Path]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    links = (found["to"].partition("#")[0] for found in _LINK.finditer(text))
    return [(page.parent / link).resolve() for link in links if link and "://" not in link]


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Links to what lies elsewhere in the repository lead to where it is in the site; folders are named, not linked."""
    here = Path(page.file.abs_src_path)
    kept: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    def turned(found: re.Match[str]) -> str:
        link, hash_, anchor = found["to"].partition("#")
        if "://" in link or not link:
            return found[0]
        target = (here.parent / link).resolve()
        if target.is_dir():
            return found["text"]
        if not target.is_relative_to(ROOT) or not target.exists():
            return found[0]  # the builder says what is wrong with it
        inside = target.relative_to(DOCS if target.is_relative_to(DOCS) else ROOT).as_posix()
        to = inside if target.is_relative_to(DOCS) else _SITE[inside]
        return f"[{found['text']}]({posixpath.relpath(to, posixpath.dirname(page.file.src_uri) or '.')}{hash_}{anchor})"

    text = _LINK.sub(turned, _FENCE.sub(put_by, markdown))
    return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found[1])], text)


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Wide tables and examples can be moved sideways, also with keys; the words go into the index of the search."""
    reader = _Words()
    reader.feed(html)
    for anchor, heading, words in reader.parts():
        address = page.file.dest_uri + (f"#{anchor}" if anchor else "")
        _INDEX.append([address, page.title or "", heading, words])
    html = html.replace("<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>')
    html = html.replace("</table>", "</table></div>")
    return html.replace("<pre>", '<pre tabindex="0">')


def on_post_build(config: Any) -> None:
    """Write the index as a script, so that the search works from a disk too."""
    Path(config.site_dir, "assets", "index.js").write_text(
        f"window.MANUAL = {json.dumps(_INDEX, ensure_ascii=False, separators=(',', ':'))};\n", encoding="utf-8"
    )


class _Words(HTMLParser):
    """The words of a page, part by part: a part begins with a heading that has an anchor."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._in_heading = self._in_anchor = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("h2", "h3", "h4") and given.get("id"):
            self._parts.append((str(given["id"]), [], []))
        if tag in ("h1", "h2", "h3", "h4"):
            self._in_heading = True
        self._in_anchor = tag == "a" and given.get("class") == "headerlink"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3", "h4"):
            self._in_heading = False
        self._in_anchor = False

    def handle_data(self, data: str) -> None:
        if not self._in_anchor:
            self._parts[-1][1 if self._in_heading else 2].append(data)

    def parts(self) -> list[tuple[str, str, str]]:
        """Anchor, heading and words of each."""
        return [(anchor, _flat(heading), _flat(words)) for anchor, heading, words in self._parts]


def _flat(words: list[str]) -> str:
    return " ".join("".join(words).split())
