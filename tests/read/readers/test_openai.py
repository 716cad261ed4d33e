"""A model behind a server: asked as the protocol has it, believed only where the text has its words."""

from __future__ import annotations

import json
import socket
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from onrecord import Reader, Reading
from onrecord.cli import main
from onrecord.errors import ModelError, NoAnswer, UsageError
from onrecord.opened import open_ledger
from onrecord.read.readers.openai import PART, instructions, parts
from onrecord.settings import Settings
from tests.read.readers.conftest import Asked, Misbehave, Rogue

TEXT = (
    "The mayor of Vellin said on Friday that at least 13 people had been killed. “We will not leave,” she said.\n\n"
    "According to two officials, the fire may have been an accident."
)
STATEMENTS = [
    {"source": "The mayor of Vellin", "cue": "said", "content": ["that at least 13 people had been killed"]},
    {"source": "she", "cue": "said", "content": ['"We will not leave,"'], "certainty": "certain", "hedge": None},
    {"source": "two officials", "cue": "According to", "content": "the fire may have been an accident"},
]
INVENTED = [
    {"source": "the president", "cue": "vowed", "content": ["revenge within hours"]},
    {"source": "The mayor of Vellin", "cue": "said", "content": ["at least 30 people had been killed"]},
    {"source": "The mayor", "cue": "said"},
    "The mayor said something",
]


def reader(url: str, **options: str) -> Reader:
    seconds = float(options.pop("seconds", 20))
    settings = Settings(reader_seconds=seconds, connect_seconds=5, reader_key=options.pop("key", ""))
    return Reader(reader="openai", options={"url": url, "model": "desk", **options}, settings=settings)


def said(reading: Reading) -> list[tuple[str, ...]]:
    text = reading.document.text
    return [tuple(span.of(text) for span in (*one.source, *one.cue, *one.content)) for one in reading.attributions]


def refused(reading: Reading) -> list[str]:
    return [one.because for one in reading.dropped if one.stage == "reader openai"]


def test_what_the_model_quotes_from_the_text_is_who_says_what(llm: Asked) -> None:
    llm.answers({TEXT: {"statements": STATEMENTS}})
    reading = reader(llm.url).read({"text": TEXT, "published": "2024-03-11"})
    assert said(reading) == [
        ("The mayor of Vellin", "said", "that at least 13 people had been killed"),
        ("she", "said", "“We will not leave,”"),
        ("two officials", "According to", "the fire may have been an accident"),
    ]
    assert [one.certainty for one in reading.attributions] == ["certain", "certain", "possible"]
    assert reading.attributions[0].speaker == reading.attributions[1].speaker is not None
    assert next((one.low, one.measure, one.attribution) for one in reading.figures) == (13, "killed", "att1")
    assert refused(reading) == []
    assert not [one for one in reading.flags if "openai" in one.because]


def test_what_the_model_makes_up_is_refused_counted_and_told(llm: Asked) -> None:
    llm.answers({TEXT: {"statements": [*INVENTED, *STATEMENTS]}})
    reading = reader(llm.url).read(TEXT)
    assert len(said(reading)) == 3
    assert sorted(refused(reading)) == [
        "it has not the form that was asked for (no content): “{\"source\": \"The mayor\", \"cue\": \"said\"}”",
        "it has not the form that was asked for: “\"The mayor said something\"”",
        "it is not in the text: “at least 30 people had been killed”",
        "it is not in the text: “revenge within hours”",
    ]
    (remark,) = [one for one in reading.flags if "openai" in one.because]
    assert "4 things that it proposed are not in the record" in remark.because
    assert (remark.kind, remark.on, remark.severity) == ("open_end", "document", "low")


def test_events_are_asked_for_where_they_are_wanted(llm: Asked) -> None:
    text = "Rebels seized a fuel depot near Bol on Friday. Rebels fled later."
    sentence = "Rebels seized a fuel depot near Bol on Friday."
    event = {"word": "seized", "sentence": sentence, "type": "coerce", "mode": "seize", "actors": ["Rebels"],
             "recipients": ["a fuel depot"]}  # fmt: skip
    made_up = {**event, "word": "burned"}
    llm.answers({text: {"statements": [], "events": [event, made_up]}})
    reading = reader(llm.url, parts="events").read(text)
    assert [(one.span.of(text), one.type, one.mode) for one in reading.events] == [("seized", "COERCE", "seize")]
    assert refused(reading) == ["it is not in its sentence: “burned”"]
    assert "ASSAULT: abduct" in instructions(True)
    assert "ASSAULT" not in instructions(False)


def test_a_long_report_is_sent_in_parts_and_quotes_are_sought_in_theirs(llm: Asked) -> None:
    first, second = ("“Stop,” the mayor said. " + "It rained in Vellin all day. " * 150 + "\n\n" for _ in range(2))
    text = (first + second).strip()
    pieces = [part.of(text) for part in parts(text)]
    assert "".join(pieces) == text
    assert len(pieces) > 1
    assert all(len(piece) <= PART for piece in pieces)
    statement = {"source": "the mayor", "cue": "said", "content": ["“Stop,”"]}
    llm.answers({piece: {"statements": [statement] if "mayor" in piece else []} for piece in pieces})
    reading = reader(llm.url).read(text)
    assert said(reading) == [("the mayor", "said", "“Stop,”")] * 2
    assert reading.attributions[0].cue[0].start < len(first) < reading.attributions[1].cue[0].start


@pytest.mark.parametrize(
    ("answer", "because"),
    [
        ("I cannot help with that.", "something that is no JSON object"),
        ('{"statements": [', "something that is no JSON object"),
        ("[" * 5000, "something that is no JSON object"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "something that is no JSON object"),
        ('{"statements": "none"}', "no list"),
    ],
)
def test_an_answer_in_another_form_is_no_answer(llm: Asked, answer: str, because: str) -> None:
    llm.answers({TEXT: answer})
    with pytest.raises(NoAnswer, match=because):
        reader(llm.url).read(TEXT)


def test_a_model_that_talks_around_its_answer_is_understood(llm: Asked) -> None:
    llm.answers({TEXT: "Here you are:\n```json\n" + json.dumps({"statements": STATEMENTS}) + "\n```\nAnything else?"})
    assert len(said(reader(llm.url).read(TEXT))) == 3


def test_the_batch_goes_on_where_one_has_no_answer(
    llm: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "Nobody spoke in Bol on Friday, when the depot burned down and nobody was hurt."
    llm.answers({TEXT: {"statements": [INVENTED[0], *STATEMENTS]}})
    (tmp_path / "a.txt").write_text(other)
    (tmp_path / "b.txt").write_text(TEXT)
    options = ["--reader", "openai", "--with", f"url={llm.url}", "--with", "model=desk"]
    asked = len(llm.lines())
    assert main(["read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--format", "jsonl", *options]) == 1
    out, err = capsys.readouterr()
    assert [len(json.loads(line)["attributions"]) for line in out.splitlines()] == [3]
    assert err.splitlines() == [
        f"onrecord: {tmp_path}/a.txt: {llm.url}: the model answers with something that is no JSON object",
        "onrecord: openai: 1 thing that it proposed is not in the record: the text does not bear it out"
        " (read --dropped lists it)",
    ]
    assert len(llm.lines()) - asked == 2, "each report is asked about once"


def test_the_ledger_says_who_read_and_asks_again_for_what_had_no_answer(
    llm: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "b.txt").write_text(TEXT.replace("13", "14"))
    where = str(tmp_path / "desk.ledger")
    add = ["add", str(tmp_path / "in"), "--ledger", where, "--jobs", "1"]
    options = ["--reader", "openai", "--with", f"url={llm.url}", "--with", "model=desk"]
    llm.answers({TEXT: {"statements": [INVENTED[0], *STATEMENTS]}})
    assert main([*add, *options]) == 1
    err = capsys.readouterr().err
    assert "1 report added, 1 refused" in err
    assert "1 thing that it proposed" in err
    again = [{**one, "content": json.loads(json.dumps(one["content"]).replace("13", "14"))} for one in STATEMENTS]
    llm.answers({TEXT.replace("13", "14"): {"statements": again}})
    assert main([*add, *options]) == 0
    with open_ledger(where) as ledger, ledger.desk.reading() as connection:
        marks = set(connection.exec_driver_sql("SELECT reader FROM readings WHERE current").scalars())
        assert len(list(ledger.claims())) == 6
    assert len(marks) == 1
    assert marks.pop().split()[2:4] == ["openai", "desk"]
    assert main(["reread", "--all", "--ledger", where]) == 0
    assert "2 reports read again" in capsys.readouterr().err
    llm.answers({text: {"statements": []} for text in (TEXT, TEXT.replace("13", "14"))})
    assert main(["reread", "D1", "--ledger", where, *options]) == 0
    with open_ledger(where) as ledger:
        assert {claim.document for claim in ledger.claims()} == {"D2"}


def body(words: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> Misbehave:
    def does(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(len(words)), **(headers or {})}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(words)

    return does


def choice(content: object, ended: str = "stop") -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}, "finish_reason": ended}]}).encode()


def drips(request: BaseHTTPRequestHandler) -> None:
    """A byte a moment, and never an end: each read is in time, and the whole is not."""
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b" ")
            request.wfile.flush()
    except OSError:
        return


def hangs(request: BaseHTTPRequestHandler) -> None:
    request.connection.recv(1)  # until we go away


def breaks(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "500")
    request.end_headers()
    request.wfile.write(b'{"choices": ')


@pytest.mark.parametrize(
    ("does", "because"),
    [
        (body(b"oh no", status=500), "answers 500"),
        (body(b"", status=429), "answers 429"),
        (body(b"<html>a proxy</html>"), "does not answer as OpenAI's protocol has it"),
        (body(b"[]"), "does not answer as OpenAI's protocol has it"),
        (body(b"\xff\xfe"), "does not answer as OpenAI's protocol has it"),
        (body(choice(None)), "the model said nothing"),
        (body(choice('{"statements": []}', "length")), "cut short"),
        (body(choice("x" * 3_000_000)), "more than 2 MB"),
        (body(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}), "packed"),
        (hangs, "no answer within 1 seconds"),
        (drips, "more than 2 MB|no answer within 1 seconds"),
        (breaks, "broke off in the middle"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_report_without_an_answer_is_one_clear_line(rogue: Rogue, does: Misbehave, because: str) -> None:
    rogue.does = does
    with pytest.raises(NoAnswer, match=because) as told:
        reader(rogue.url, seconds="1").read(TEXT)
    assert rogue.url in str(told.value)
    assert "\n" not in str(told.value)
    assert len(rogue.seen) == 1, "nothing is tried twice behind the user's back"


@pytest.mark.parametrize(
    ("status", "headers", "because"),
    [
        (401, {}, "ONRECORD_READER_KEY"),
        (404, {}, "should the address end in /v1"),
        (302, {"Location": "http://203.0.113.9/v1/chat/completions"}, "sends us on to http://203.0.113.9/"),
        (307, {"Location": "/v1/elsewhere"}, "sends us on to /v1/elsewhere"),
    ],
)
def test_what_would_befall_every_report_ends_the_work(
    rogue: Rogue, status: int, headers: dict[str, str], because: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    rogue.does = body(b"", status=status, headers=headers)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    assert main(["read", *names, "--reader", "openai", "--with", f"url={rogue.url}", "--with", "model=m"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert because in err
    assert err.count("\n") == 1
    assert [path for path, _ in rogue.seen] == ["/v1/chat/completions"], "no redirect is followed"


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as deaf:  # a port of our own that nobody listens on
        deaf.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/v1"
        with pytest.raises(ModelError, match=r"no server can be reached there .*refused") as told:
            reader(url).read(TEXT)
    assert str(told.value).startswith(url)


def test_the_key_goes_to_the_server_and_nothing_else_does(rogue: Rogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    rogue.does = body(choice('{"statements": []}'))
    reader(rogue.url, key="k-123").read(TEXT)
    ((path, headers),) = rogue.seen
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k-123"
    assert headers.keys() == {"Host", "Content-Length", "Content-Type", "Accept", "Accept-Encoding", "User-Agent",
                              "Authorization"}  # fmt: skip
    assert "k-123" not in repr(Settings(reader_key="k-123"))


@pytest.mark.parametrize(
    ("options", "because"),
    [
        ({}, "needs an address"),
        ({"url": "http://127.0.0.1:1/v1"}, "needs the name of a model"),
        ({"url": "127.0.0.1:1/v1", "model": "m"}, "give an address"),
        ({"url": "file:///etc/passwd", "model": "m"}, "give an address"),
        ({"url": "http:///v1", "model": "m"}, "give an address"),
        ({"url": "http://[::1/v1", "model": "m"}, "give an address"),
        ({"url": "http://host:99999/v1", "model": "m"}, "give an address"),
        ({"url": "http://host/v1?key=1", "model": "m"}, "give an address"),
        ({"url": "http://me:secret@host/v1", "model": "m"}, "leave name and password out"),
        ({"url": "http://host/v1", "model": "m", "parts": "names"}, "give one or both of statements, events"),
        ({"url": "http://host/v1", "model": "m", "temperature": "1"}, "no option 'temperature'; its options are url"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_read(options: dict[str, str], because: str) -> None:
    with pytest.raises(UsageError, match=because) as told:
        Reader(reader="openai", options=options)
    assert "secret" not in str(told.value)


def test_the_environment_may_hold_address_and_model(llm: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_READER_URL", llm.url)
    monkeypatch.setenv("ONRECORD_READER_MODEL", "desk")
    llm.answers({TEXT: {"statements": STATEMENTS}})
    asked = len(llm.lines())
    assert len(Reader().read(TEXT).attributions) > 0
    assert len(llm.lines()) == asked, "an address alone asks nobody"
    assert len(Reader(reader="openai").read(TEXT).attributions) == 3
