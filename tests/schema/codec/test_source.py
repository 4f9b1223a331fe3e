"""Generated code: its text is where tracebacks and debuggers look for it, as long as it lives."""

from __future__ import annotations

import linecache
import traceback

import pytest

from dynamodb_toolbox.schema.codec.source import Source


def test_a_traceback_shows_the_generated_line() -> None:
    source = Source()
    with source.block("if wire:"):
        source.line(f"return 1 / {source.variable('wire - 1')}")
    read = source.function("read(wire)", "reading pokemon")
    with pytest.raises(ZeroDivisionError) as caught:
        read(1)
    shown = "".join(traceback.format_exception(caught.value))
    assert 'File "reading pokemon #' in shown
    assert "return 1 / v0" in shown


def test_a_debugger_finds_the_text_by_the_globals_of_the_function() -> None:
    source = Source()
    source.line("return wire")
    read = source.function("read(wire)", "reading pokemon")
    lines = linecache.getlines(read.__code__.co_filename, read.__globals__)
    assert lines == ["def read(wire):\n", "    return wire\n"]


def test_functions_of_one_title_have_sources_of_their_own() -> None:
    sources = [Source(), Source()]
    for number, source in enumerate(sources):
        source.line(f"return {number}")
    functions = [source.function("read(wire)", "reading pokemon") for source in sources]
    assert [read(None) for read in functions] == [0, 1]
    texts = ["".join(linecache.getlines(f.__code__.co_filename, f.__globals__)) for f in functions]
    assert ["return 0" in texts[0], "return 1" in texts[1]] == [True, True]
