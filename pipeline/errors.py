"""Every error that the package raises on purpose: what happened, where, what to do next.

MeasuresError
├── InputError      E1xx  an input cannot be read; it becomes a line of rejects.jsonl
├── StructureError  E2xx  a document cannot be taken apart; likewise
├── LexiconError    E3xx  a lexicon or rule file is wrong, whatever the notice says
├── RunError        E4xx  the run cannot begin or go on (paths, output folder, settings)
├── LearnError      E6xx  annotations, scores, models
└── FeedbackError   E7xx  corrections: judgements, imports, the review page
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

MESSAGES = {
    "E102": "{file} is a folder. Give a file here, or the folder to measures run.",
    "E103": "{file} cannot be read: {reason}. Check that it is there and that you may read it.",
    "E104": "{file} holds no text. Check that it was saved or downloaded in full.",
    "E105": "{file} is not a text file (it holds binary data). If it is a document of another "
    "type, give it the suffix of that type; if it is UTF-16 without a byte-order mark, save it as "
    "UTF-8.",
    "E106": "{file} is in no encoding that is known here (UTF-8, UTF-16 and UTF-32 with a mark, "
    "GB18030, Big5), or is damaged. Save it as UTF-8.",
    "E107": "{file}: files {suffix} cannot be read. Types known: {known}.",
    "E301": "{file} cannot be read. Check the name; lexicons of the package stand in "
    "pipeline/lexicons, your own bodies where --lexicon says.",
    "E302": "{file} is not UTF-8. Save it as UTF-8 text with tabs between the cells.",
    "E303": "{file} line {line}: columns {found}. Allowed, each once: {allowed}.",
    "E304": "{file} line {line}: no column {missing}. Add it to the header line.",
    "E305": "{file} line {line}: {found} cells, the header has {expected}. Check the tabs.",
    "E306": "{file} line {line}: a blank cell in {columns}. Fill it or delete the line.",
    "E307": "{file} line {line}: '{key}' stands in line {first} already. Keep one of the two.",
    "E308": "{file} line {line}: '{key}' must stand before '{before}'. Sort the file by its first "
    "column, by code point (LC_ALL=C sort).",
    "E309": "{file} is not declared. Add its columns to pipeline/lexicons/schema.tsv.",
    "E310": "{file} line {line}: '{value}' in column {column} does not match {rule}. Correct it.",
    "E311": "{file} line {line}: '{value}' in column {column} does not stand in {refers}. Add it "
    "there or correct the spelling.",
    "E201": (
        "A span for {group} at characters {start}-{end} of the clean text cuts a token in two. "
        "Widen the rule that found it."
    ),
    "E202": "HanLP fails on a passage of this document: {reason}. Leave --hanlp out for it.",
    "E401": "{path} does not exist. Check the path; nothing was written.",
    "E402": "No files in {paths}. Give a file, or a folder that holds files; nothing was written.",
    "E403": "{out} is a file. Give --out a new or empty folder; nothing was written.",
    "E404": "{path} cannot be written: {reason}. Give --out another folder or make room.",
    "E405": "{out} holds '{name}', which no run wrote. Give --out a new or empty folder, or move "
    "that file away; nothing was changed.",
    "E406": "Another run is writing to {out}. Wait for its end or give --out another folder.",
    "E407": "'{name}' is not a format that a run can write. Choose from {allowed}.",
    "E408": "{value} worker processes: give --jobs a whole number of 1 or more.",
    "E409": "The model folder {path} does not exist. Give --model the folder of an installed or "
    "unpacked model, --models that of a registry, or leave both out to use the released model.",
    "E410": "{file} cannot be read as settings: {reason}. Compare it with pipeline/default.cfg.",
    "E411": "{file}: there is no section [{section}]. There are: {allowed}.",
    "E412": "{file}: section [{section}] has no key '{key}'. It has: {allowed}.",
    "E413": "{file}: [{section}] {key} = {value} is not {expected}. Correct the value.",
    "E414": "{first} and {second} are both known as '{file}'. Give the folder above both as PATH.",
    "E415": "{out} holds no finished run with records. Run `measures run PATH... --out {out}` "
    "with jsonl among its --formats.",
    "E416": "No measure, segment or notice in {out} has the id {id}. Copy it from column id of "
    "the workbook or from a line of measures.jsonl.",
    "E417": "{count} records in {out} have an id that begins with {id}: {ids}. Give more of it.",
    "E420": "{kind} at {place}: {reason}. This is a fault of the program; the other inputs were "
    "processed. Please report it with the file.",
    "E421": "The process that worked on this file ended without an answer ({how}), twice. It may "
    "have run out of memory: split the file or use a machine with more.",
    "E422": "{file} is no regular file. Give the text itself.",
    "E430": "The word model in {path} is not complete. Install the package again, or run "
    "scripts/train-words in the source tree.",
    "E431": "{file} is no table that can be written. Give --out a name that ends in .xlsx or .csv.",
    "E432": "{file} would stand among the outputs of the run, which owns that folder. Give --out a "
    "place outside {out}.",
    "E433": "{value} key terms of a measure: give --top a whole number of 1 or more.",
    "E440": "The HanLP model folder {path} does not exist. Give --hanlp the folder of an unpacked "
    "model; a name is never looked up, because nothing is ever downloaded.",
    "E441": "{path} is no HanLP model: {reason}. Give --hanlp the folder that HanLP unpacked or "
    "saved, with config.json, model.pt and vocabularies in it.",
    "E442": "HanLP is not installed here ({reason}). Install the extra: pip install "
    "'notice-measures[hanlp]', or leave --hanlp out.",
    "E443": "HanLP cannot load the model in {path}: {reason}. Nothing is downloaded; a model that "
    "needs a transformer must have it in its folder 'transformer'.",
    "E601": "{path} does not exist. A folder of annotations holds splits.tsv, gold/NAME.jsonl and "
    "sources/NAME.txt; name it with --annotations.",
    "E602": "There is no part {part!r} in {file}. Parts: {known}.",
    "E610": "The model in {path} cannot be read: {reason}. Install it again or train it anew.",
    "E611": "{path} holds {count} models, not one. Give the folder of one model: that of an "
    "installed or unpacked package, or one that `measures train` wrote.",
    "E612": "{path}: nothing to learn from. Name a folder with gold/, sources/ and splits.tsv, or "
    "with judgements/ and sources/.",
    "E613": "There is no document {name!r} in {path} to leave out. Names are those of sources/.",
    "E614": "Nobody has judged any segment of {path} for {label}: nothing is known about it. Add "
    "documents or judgements that speak of it, or name one more folder with --annotations.",
    "E620": "{file} line {line}: {reason}. Mend the line; the file is only added to by measures.",
    "E621": "No model in {models} was promoted before: there is nothing to go back to.",
    "E622": "There is no model {model!r} in {models}. There are: {known}.",
    "E701": "{name!r} cannot be the name of an annotator. Use letters, digits, '_', '-' and '.', "
    "at most 60.",
    "E702": "{where} is no judgement: {reason}. Mend the line, or take it out.",
    "E703": "{path} cannot be written: {reason}. Make room, or name another folder with "
    "--annotations.",
    "E704": "{out} holds no finished run with records. Give the folder that `measures run` wrote, "
    "with format jsonl.",
    "E705": "The text of {file} is not at {path} any more, or has changed since the run. Put it "
    "back, or run again and judge the new results.",
    "E706": "{out} does not say where its inputs are. Run `measures run PATH... --out "
    "{out}` again.",
    "E730": "Nobody is named. Say whose judgements these will be with --annotator NAME.",
    "E731": "{path} cannot be used as the journal of the review page: {reason}. Move it away to "
    "begin a new one (what it holds stays in it), or make room.",
    "E732": "Port {port} of 127.0.0.1 cannot be opened: {reason}. Give --port another number, or "
    "leave it out.",
    "E733": "The answer was not kept: {where} {reason}. Correct it and send it again.",
    "E734": "No segment {id} is in the queue. Load the page again.",
    "E735": "The request was refused: {reason}. Open the address that `measures review` printed.",
    "E707": "Nobody called {of} judged {id}. `measures agreement` lists who judged what.",
    "E708": "{id} is not decided: no reason is given. Say with --why why this one is right.",
    "E710": "{path} cannot be read: {reason}. Check the name, and close it in the office program.",
    "E711": "{path} is no workbook that can be read: {reason}. Save it as .xlsx, without password.",
    "E712": "{path} does not say which run wrote it ({reason}). Correct the workbook that "
    "`measures run` wrote, not a copy of its sheet in another file.",
    "E713": "{path}: no sheet has the columns {columns}. Put the headings back as they were.",
    "E714": "{path}: more than one of the {what} can be meant: {names}. Keep one.",
    "E715": "{file} is taken apart in another way than by the run: there is no document {id}. Run "
    "again with this version of the program and correct the new workbook.",
    "E740": "{file} cannot be read: {reason}. Check that it is there and that you may read it.",
    "E741": "{file} is no export in JSON: {reason}. Export it again as JSON or JSONL.",
    "E742": "{file} row {row}: {reason}. Correct the row and import again; the others are in.",
    "E743": "{file} row {row} does not lead back to a passage: {reason}. Work on tasks that "
    "`measures export` wrote, and keep their text and metadata ({keys}).",
    "E744": "{file} row {row}: the text of {doc} is not at hand. Name the folder of the run that "
    "was exported with --run.",
    "E745": "{file} row {row}: '{name}' is none of our labels. Rename it in the tool; there are: "
    "{known}.",
    "E746": "'{given}' does not name annotators. Give --annotator NAME, or for several people "
    "NUMBER=NAME,NUMBER=NAME with the numbers that the tool has for them.",
    "E748": "{file} row {row}: {reason}. Add it to --annotator as NUMBER=NAME.",
    "E749": "{file} cannot be written: {reason}. Name another place or make room.",
}


class MeasuresError(Exception):
    """Base of all errors below. ``code`` is searchable: E1xx read, E3xx lexicons, E4xx run."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"[{code}] " + MESSAGES[code].format(**values))

    def __reduce__(self) -> tuple[Callable[[], MeasuresError], tuple[()]]:
        """Let an error travel from a worker process, code and values included."""
        return partial(type(self), self.code, **self.values), ()


class InputError(MeasuresError):
    """An input cannot be read."""


class StructureError(MeasuresError):
    """A document cannot be taken apart."""


class LexiconError(MeasuresError):
    """A lexicon file is wrong; names file and line."""


class RunError(MeasuresError):
    """The run cannot begin or go on."""


class LearnError(MeasuresError):
    """Annotations, scores or models are wrong."""


class FeedbackError(MeasuresError):
    """A judgement, a file to import or the folder that keeps them is wrong."""
