"""What a CDK table is made of, and how Python and TypeScript write it."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dynamodb_toolbox.exports.naming import snaked


@dataclass(frozen=True)
class Member:
    """A member of an enumeration: `dynamodb.AttributeType.STRING`."""

    enum: str
    name: str


@dataclass(frozen=True)
class Struct:
    """Named values that the CDK takes as one: `dynamodb.Attribute(name=…, type=…)`."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Construct:
    """A table; names of properties are in snake_case.

    Attributes:
        key: The KMS key by ARN, id or alias, where it is encrypted with one of its owner's.
        properties: Of the table.
        local_indexes: The properties of each.
        global_indexes: The same.
        tags: By key.
    """

    key: str | None
    properties: dict[str, Any]
    local_indexes: Sequence[dict[str, Any]]
    global_indexes: Sequence[dict[str, Any]]
    tags: dict[str, str]


class Language(ABC):
    """How a language writes a module of such functions."""

    @abstractmethod
    def module(self, functions: Sequence[str], tables: Sequence[Construct]) -> str:
        """Give the module, with what it imports."""

    @abstractmethod
    def function(self, label: str, table: Construct) -> str:
        """Give the function that makes one table."""

    @abstractmethod
    def value(self, value: Any, indent: str) -> str:
        """Write a value that stands in lines indented so far."""

    def key(self, label: str, key: str) -> str:
        """Write how a table's KMS key is found: by ARN, by alias, or by id in the stack's account."""
        scope = ("scope", _text(f"{label}Key"))
        if key.startswith("arn:"):
            return self.call("kms.Key.from_key_arn", *scope, _text(key))
        if key.startswith("alias/"):
            return self.call("kms.Alias.from_alias_name", *scope, _text(key))
        arn = self.call("Stack.of(scope).format_arn", service="kms", resource="key", resource_name=key)
        return self.call("kms.Key.from_key_arn", *scope, arn)

    @abstractmethod
    def call(self, function: str, *arguments: str, **named: str) -> str:
        """Write a call of a function in snake_case, with arguments as they are written, and named texts."""


def _imports(tables: Sequence[Construct]) -> Iterator[str]:
    """Give what the functions need of the CDK's root, sorted."""
    yield "RemovalPolicy"
    if any(table.key and not table.key.startswith(("arn:", "alias/")) for table in tables):
        yield "Stack"
    if any(table.tags for table in tables):
        yield "Tags"


class _Python(Language):
    def module(self, functions: Sequence[str], tables: Sequence[Construct]) -> str:
        lines = [
            f"from aws_cdk import {', '.join(_imports(tables))}",
            "from aws_cdk import aws_dynamodb as dynamodb",
        ]
        if any(table.key for table in tables):
            lines.append("from aws_cdk import aws_kms as kms")
        return "\n".join([*lines, "from constructs import Construct", "", "", "\n\n".join(functions)])

    def function(self, label: str, table: Construct) -> str:
        lines = [f"def {snaked(label)}(scope: Construct) -> dynamodb.Table:", "    table = dynamodb.Table("]
        lines += ["        scope,", f'        "{label}",']
        lines += [
            f"        {name}={self.value(value, '        ')}," for name, value in table.properties.items()
        ]
        if table.key:
            lines.append(f"        encryption_key={self.key(label, table.key)},")
        lines += ["        removal_policy=RemovalPolicy.RETAIN,", "    )"]
        for method, indexes in (("local", table.local_indexes), ("global", table.global_indexes)):
            for index in indexes:
                lines.append(f"    table.add_{method}_secondary_index(")
                lines += [f"        {name}={self.value(value, '        ')}," for name, value in index.items()]
                lines.append("    )")
        lines += [
            f"    Tags.of(table).add({_text(key)}, {_text(value)})" for key, value in table.tags.items()
        ]
        return "\n".join([*lines, "    return table", ""])

    def value(self, value: Any, indent: str) -> str:
        if isinstance(value, Struct):
            fields = ", ".join(
                f"{name}={self.value(member, indent)}" for name, member in value.fields.items()
            )
            return f"dynamodb.{value.name}({fields})"
        if isinstance(value, list):
            members = "".join(f"{indent}    {self.value(member, indent)},\n" for member in value)
            return f"[\n{members}{indent}]"
        if isinstance(value, Member):
            return f"dynamodb.{value.enum}.{value.name}"
        return repr(value) if isinstance(value, bool) else _text(value)

    def call(self, function: str, *arguments: str, **named: str) -> str:
        keywords = [f"{name}={_text(value)}" for name, value in named.items()]
        return f"{function}({', '.join([*arguments, *keywords])})"


class _TypeScript(Language):
    def module(self, functions: Sequence[str], tables: Sequence[Construct]) -> str:
        lines = [f"import {{ {', '.join(_imports(tables))} }} from 'aws-cdk-lib';"]
        lines.append("import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';")
        if any(table.key for table in tables):
            lines.append("import * as kms from 'aws-cdk-lib/aws-kms';")
        return "\n".join([*lines, "import { Construct } from 'constructs';", "", "\n".join(functions)])

    def function(self, label: str, table: Construct) -> str:
        name = f"{label[0].lower()}{label[1:]}"
        lines = [f"export function {name}(scope: Construct): dynamodb.Table {{"]
        lines.append(f'  const table = new dynamodb.Table(scope, "{label}", {{')
        lines += self._fields(table.properties)
        if table.key:
            lines.append(f"    encryptionKey: {self.key(label, table.key)},")
        lines += ["    removalPolicy: RemovalPolicy.RETAIN,", "  });"]
        for method, indexes in (("Local", table.local_indexes), ("Global", table.global_indexes)):
            for index in indexes:
                lines.append(f"  table.add{method}SecondaryIndex({{")
                lines += self._fields(index)
                lines.append("  });")
        lines += [f"  Tags.of(table).add({_text(key)}, {_text(value)});" for key, value in table.tags.items()]
        return "\n".join([*lines, "  return table;", "}", ""])

    def _fields(self, fields: Mapping[str, Any]) -> Iterator[str]:
        return (f"    {_camel(name)}: {self.value(value, '    ')}," for name, value in fields.items())

    def value(self, value: Any, indent: str) -> str:
        if isinstance(value, Struct):
            fields = (f"{_camel(name)}: {self.value(each, indent)}" for name, each in value.fields.items())
            return f"{{ {', '.join(fields)} }}"
        if isinstance(value, list):
            members = "".join(f"{indent}  {self.value(member, indent)},\n" for member in value)
            return f"[\n{members}{indent}]"
        return f"dynamodb.{value.enum}.{value.name}" if isinstance(value, Member) else _text(value)

    def call(self, function: str, *arguments: str, **named: str) -> str:
        fields = ", ".join(f"{_camel(name)}: {_text(value)}" for name, value in named.items())
        return f"{_camel(function)}({', '.join([*arguments, *([f'{{ {fields} }}'] if named else [])])})"


def _text(value: Any) -> str:
    """Write a text, a whole number or, for TypeScript, a boolean: what JSON has in common with both."""
    return json.dumps(value, ensure_ascii=False)


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), name)


PYTHON: Final[Language] = _Python()
TYPESCRIPT: Final[Language] = _TypeScript()
