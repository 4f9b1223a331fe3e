"""Reading lists, tuples and records."""

from __future__ import annotations

from typing import Any, Literal

from dynamodb_toolbox.schema.codec.shape import Compiling, Shape, only
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import ListSchema, RecordSchema, TupleSchema


def read_list(schema: ListSchema, compiling: Compiling) -> Shape:
    """Read each element: in a comprehension, or where that takes statements, in a loop."""
    element = compiling.of(schema.elements)

    def code(source: Source, content: str) -> str:
        value, result = source.fresh(), source.fresh()
        mark = len(source.lines)
        source.line(f"{result} = []")
        with source.block(f"for {value} in {content}:"):
            body = len(source.lines)
            read = element.read(source, value)
            if len(source.lines) > body:
                source.line(f"{result}.append({read})")
                return result
        del source.lines[mark:]
        return f"[{read} for {value} in {content}]"

    return only("L", _list_of(element.type), code)


def read_tuple(schema: TupleSchema, compiling: Compiling) -> Shape:
    """Read each element by the schema of its place; another number of them is for the walk."""
    elements = [compiling.of(element) for element in schema.elements]
    if not elements:
        return compiling.walked(schema, compiling)

    def code(source: Source, content: str) -> str:
        whole = source.variable(content)
        read = [element.read(source, f"{whole}[{index}]") for index, element in enumerate(elements)]
        return f"[{', '.join(read)}]"

    return only("L", _tuple_of(*(element.type for element in elements)), code)


def read_record(schema: RecordSchema, compiling: Compiling) -> Shape:
    """Read each value; the type checks enumerated keys, and the code that they are all there."""
    keys = schema.keys.props
    if schema.keys.converter is not None or keys.transform is not None or keys.enum == ():
        return compiling.walked(schema, compiling)
    names: Any = str if keys.enum is None else Literal[tuple(map(str, keys.enum))]
    exhaustive = not (schema.props.partial or compiling.partial) and schema.elements.props.required != "never"
    count = len(set(keys.enum or ())) if exhaustive else 0
    element = compiling.of(schema.elements)

    def code(source: Source, content: str) -> str:
        if count:
            content = source.variable(content)
            source.deviate_if(f"len({content}) != {count}")
        name, value, result = source.fresh(), source.fresh(), source.fresh()
        mark = len(source.lines)
        source.line(f"{result} = {{}}")
        with source.block(f"for {name}, {value} in {content}.items():"):
            body = len(source.lines)
            read = element.read(source, value)
            if len(source.lines) > body:
                source.line(f"{result}[{name}] = {read}")
                return result
        del source.lines[mark:]
        return f"{{{name}: {read} for {name}, {value} in {content}.items()}}"

    return only("M", _dict_of(names, element.type), code)


def _list_of(element: Any) -> Any:
    return list[element]


def _tuple_of(*elements: Any) -> Any:
    return tuple.__class_getitem__(elements)


def _dict_of(names: Any, element: Any) -> Any:
    return dict[names, element]
