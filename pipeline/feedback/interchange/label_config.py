"""What a tool's project is set up with: the labelling screen or the sets of labels.

Names are those of ``names``; what they mean stands beside them in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import orjson

from pipeline.errors import FeedbackError
from pipeline.feedback.interchange.forms import FORMS, OPS
from pipeline.feedback.interchange.label_studio import KIND, LABEL, TEXT
from pipeline.feedback.interchange.names import SPAN_NAMES
from pipeline.lexicon import read_lexicon
from pipeline.schema import LABELS
from pipeline.write.replace import replacing

_COLOURS = (
    "#1b6ca8",
    "#4a90c2",
    "#0b3c5d",
    "#6d7fcc",
    "#b0413e",
    "#2e7d32",
    "#558b2f",
    "#827717",
    "#00695c",
    "#33691e",
    "#9e7c0c",
)
_KEYS = "1234567890qwertyuiop"


def write_label_config(path: Path, kind: str) -> list[Path]:
    """Write the set-up for a tool; return the files. Raises FeedbackError E749."""
    written = []
    for place, content in _files(path, kind):
        try:
            with replacing(place) as beside:
                beside.write_bytes(content)
        except OSError as error:
            raise FeedbackError("E749", file=place, reason=error.strerror or error) from error
        written.append(place)
    return written


def _files(path: Path, kind: str) -> Iterator[tuple[Path, bytes]]:
    if kind == "label-studio":
        yield path, screen()
    elif kind == "prodigy":
        yield path, _json(_blocks())
    else:
        # doccano takes the two kinds of labels of a project as two files.
        yield path, _json(_doccano(SPAN_NAMES))
        yield path.with_name(f"{path.stem}.categories{path.suffix}"), _json(_doccano(LABELS))


def screen() -> bytes:
    """Return the labelling screen of Label Studio."""
    words = _words()
    view = ElementTree.Element("View")
    ElementTree.SubElement(view, "Header", value="$title", size="5")
    labels = ElementTree.SubElement(view, "Labels", name=LABEL, toName=TEXT)
    for name, key, colour in zip(SPAN_NAMES, _KEYS, _COLOURS, strict=False):
        ElementTree.SubElement(
            labels,
            "Label",
            value=name,
            hotkey=key,
            background=colour,
            hint=words[name],
        )
    ElementTree.SubElement(view, "Text", name=TEXT, value="$text", granularity="symbol")
    kinds = ElementTree.SubElement(view, "Choices", name=KIND, toName=TEXT, choice="multiple")
    for label in LABELS:
        ElementTree.SubElement(kinds, "Choice", value=label, hint=words[label])
    for label, fields in FORMS.items():
        _form(view, label, fields, words)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode").encode() + b"\n"


def _form(
    view: ElementTree.Element, label: str, fields: tuple[str, ...], words: Mapping[str, str]
) -> None:
    """Add the values beside a mark, shown when one with a fitting name is selected."""
    names = ",".join(name for name in SPAN_NAMES if name.partition(":")[0] == label)
    group = ElementTree.SubElement(
        view,
        "View",
        visibleWhen="region-selected",
        whenTagName=LABEL,
        whenLabelValue=names,
    )
    for field in fields:
        attributes = {"name": field, "toName": TEXT, "perRegion": "true"}
        if field == "op":
            choices = ElementTree.SubElement(group, "Choices", attributes, choice="single")
            for op in OPS:
                ElementTree.SubElement(choices, "Choice", value=op)
        else:
            ElementTree.SubElement(
                group,
                "TextArea",
                attributes,
                placeholder=words[field],
                maxSubmissions="1",
                editable="true",
            )


def _blocks() -> dict[str, object]:
    return {
        "view_id": "blocks",
        "labels": list(SPAN_NAMES),
        "custom_theme": {"labels": dict(zip(SPAN_NAMES, _COLOURS, strict=True))},
        "keymap_by_label": dict(zip(SPAN_NAMES, _KEYS, strict=False)),
        "blocks": [{"view_id": "spans_manual"}, {"view_id": "choice", "text": None}],
        "choice_style": "multiple",
    }


def _doccano(names: tuple[str, ...]) -> list[dict[str, object]]:
    rows = zip(names, _KEYS, _COLOURS, strict=False)
    return [
        {
            "text": name,
            "prefix_key": None,
            "suffix_key": key,
            "background_color": colour,
            "text_color": "#ffffff",
        }
        for name, key, colour in rows
    ]


def _words() -> dict[str, str]:
    """What names and values mean, by name; the lexicon has ``_`` for the colon."""
    rows = {row["key"]: row["text"] for row in read_lexicon("wording")}
    fields = [field for fields in FORMS.values() for field in fields if field != "op"]
    names = (*LABELS, *SPAN_NAMES, *fields)
    return {name: rows[f"interchange.{name.replace(':', '_')}"] for name in names}


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
