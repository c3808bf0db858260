"""Profiles as files that a person may edit: one TOML file for each registered template."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal, NotRequired

import tomlkit
from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, with_config
from tomlkit.items import Array, Table
from typing_extensions import TypedDict

from intake.adapters.rulebook.toml_files import Faults, Layer, Tree, read_layer
from intake.adapters.rulebook.value_types import Text, WordOfFile
from intake.domain.cover.labels import key
from intake.domain.profile import Profile, ProfileField
from intake.domain.text.canonical import for_terminals
from intake.domain.verdict import Kind

_STRICT = ConfigDict(extra="forbid", strict=True)


def _day(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("expected a day without quotation marks, like 2026-04-30")  # noqa: TRY004 - pydantic collects it
    return value


def _digest(text: str) -> str:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(f"{text!r} is no SHA-256 in 64 small hexadecimal digits")
    return text


def _shape(text: str) -> str:
    if not re.fullmatch(r"\d{1,3}(?: \d{1,3}){0,99}", text):
        raise ValueError(f"{text!r} does not say how many cells each row has, like '3 3 1 2'")
    return text


_REMARKS = {
    "source": "Bookmarks and tags find the value cell, else labels do; samples are what stands there unfilled.",
    "title": "The first label is the one that the template prints; only its letters and digits count.",
    "contact": "One row for each contact; its bookmarks in their order.",
    "meeting": "Place and dates together.",
}

Day = Annotated[date, PlainValidator(_day)]
Texts = Annotated[list[Text], Field(max_length=200)]
Shape = Annotated[str, AfterValidator(_shape)]
Digest = Annotated[str, AfterValidator(_digest)]


@with_config(_STRICT)
class FieldKeys(TypedDict, total=False):
    """`[fields.NAME]`: how the value cell of one cover field is found, and its sample texts."""

    bookmarks: Texts
    tags: Texts
    labels: Texts
    samples: Texts
    required: bool


@with_config(_STRICT)
class FieldsKeys(TypedDict, total=False):
    """`[fields]`: one table for each cover field that the template has, in the order of its rows."""

    doc_number: FieldKeys
    group: FieldKeys
    original_language: FieldKeys
    questions: FieldKeys
    meeting: FieldKeys
    place: FieldKeys
    dates: FieldKeys
    kind: FieldKeys
    source: FieldKeys
    title: FieldKeys
    purpose: FieldKeys
    contact: FieldKeys
    keywords: FieldKeys
    abstract: FieldKeys
    for_action: FieldKeys
    for_comment: FieldKeys
    for_information: FieldKeys
    approval: FieldKeys
    reply_by: FieldKeys


@with_config(_STRICT)
class ProfileKeys(TypedDict):
    """The whole file."""

    id: WordOfFile
    group: NotRequired[WordOfFile]
    kind: Kind
    reference: Digest
    valid_from: NotRequired[Day]
    accept_until: NotRequired[Day]
    example: NotRequired[bool]
    styles: NotRequired[Texts]
    templates: NotRequired[Texts]
    where: NotRequired[Literal["body", "header", "footer", "textbox", "cell"]]
    tables: NotRequired[list[Shape]]
    page_texts: NotRequired[Texts]
    properties: NotRequired[Texts]
    fields: FieldsKeys


def load_profile(path: Path) -> Profile:
    """Read one profile. Raises ConfigurationError with everything wrong in it: file and line, dotted key, remedy."""
    faults = Faults()
    layer = read_layer(path, ProfileKeys, faults)
    faults.stop()
    _whole(layer, faults)
    faults.stop()
    tree = layer.tree
    return Profile(
        id=tree["id"],
        group=tree.get("group", ""),
        kind=tree["kind"],
        fields=tuple(_field(name, keys) for name, keys in tree["fields"].items()),
        reference=tree["reference"],
        valid_from=tree.get("valid_from"),
        accept_until=tree.get("accept_until"),
        example=tree.get("example", False),
        styles=tuple(tree.get("styles", ())),
        templates=tuple(tree.get("templates", ())),
        where=tree.get("where", "body"),
        tables=tuple(tree.get("tables", ())),
        page_texts=tuple(tree.get("page_texts", ())),
        properties=tuple(tree.get("properties", ())),
    )


def _field(name: str, keys: Tree) -> ProfileField:
    bookmarks, tags, labels, samples = (tuple(keys.get(one, ())) for one in ("bookmarks", "tags", "labels", "samples"))
    return ProfileField(name, bookmarks, tags, labels, samples, keys.get("required", True))


def _whole(layer: Layer, faults: Faults) -> None:
    """Check what no single key shows: source and title can be found, no label or name has two fields, days in order."""
    tree = layer.tree
    for name in ("source", "title"):
        keys = tree["fields"].get(name, {})
        if not any(keys.get(one) for one in ("bookmarks", "tags", "labels")):
            faults.add(
                layer.origin(("fields", name)), ("fields", name), "needs labels, bookmarks or tags to be found by"
            )
    for key_name, folded in (("labels", key), ("bookmarks", str.casefold), ("tags", str.casefold)):
        owner: dict[str, str] = {}
        for name, keys in tree["fields"].items():
            for text in keys.get(key_name, ()):
                if (other := owner.setdefault(folded(text), name)) != name:
                    at = ("fields", name, key_name)
                    faults.add(
                        layer.origin(at), at, f"{text!r} belongs to fields.{other} already; take one of them out"
                    )
    first, last = tree.get("valid_from"), tree.get("accept_until")
    if first and last and last < first:
        faults.add(layer.origin(("accept_until",)), ("accept_until",), f"{last} is before valid_from, {first}")


def dump_profile(profile: Profile) -> str:
    """The profile as TOML with a remark at each key; `load_profile` reads the same profile from it."""
    text = tomlkit.document()
    text.add(tomlkit.comment("How documents on this template are recognised and read. Edit it as you need:"))
    text.add(tomlkit.comment("a wrong key or value stops the start-up and is named with its line."))
    for name, value, remark in _heads(profile):
        if value not in (None, (), ""):
            item = _array(value) if isinstance(value, tuple) else tomlkit.item(value)
            text.add(name, item.comment(remark))
    fields = tomlkit.table(is_super_table=True)
    for one in profile.fields:
        fields.append(one.field, _table(one))
    text.add("fields", fields)
    return for_terminals(tomlkit.dumps(text))


def _heads(profile: Profile) -> list[tuple[str, str | bool | date | tuple[str, ...] | None, str]]:
    return [
        ("id", profile.id, "the name of this template"),
        ("group", profile.group, "the group whose template it is"),
        ("kind", profile.kind, "the kind of document that it is for"),
        ("reference", profile.reference, "SHA-256 of the file that it was learned from"),
        ("valid_from", profile.valid_from, "first day, in the group's zone"),
        ("accept_until", profile.accept_until, "last day on which it is accepted"),
        ("example", profile.example, "true = shipped, until the group registers its own"),
        ("styles", profile.styles, "style names; they only decide between equal scores"),
        ("templates", profile.templates, "Word's names for the template; the same"),
        ("where", profile.where, "where the cover stands: body, header, footer, textbox or cell"),
        ("tables", profile.tables, "how many cells each row of its tables has; the same"),
        ("page_texts", profile.page_texts, "lines of page headers and footers; the same"),
        ("properties", profile.properties, "names of its custom properties; the same"),
    ]


def _table(one: ProfileField) -> Table:
    table = tomlkit.table()
    if remark := _REMARKS.get(one.field):
        table.add(tomlkit.comment(remark))
    for name in ("bookmarks", "tags", "labels", "samples"):
        if texts := getattr(one, name):
            table.add(name, _array(texts))
    table.add("required", one.required)
    return table


def _array(texts: tuple[str, ...]) -> Array:
    array = tomlkit.array()
    array.extend(texts)
    return array.multiline(len(texts) > 6 or sum(map(len, texts)) > 80)
