"""Segments of a run out to other annotation tools, and what people did there back in.

task.py          what is shown to a person, and what a person said: the nouns
units.py         offsets of browsers
names.py         label and role or type as the one name that tools have (deadline:by)
forms.py         normal forms as tools carry them
doccano.py, label_studio.py, prodigy.py
                 the shapes of one tool, both ways
label_config.py  the label sets and screens of the tools, to be set up with
export.py        a run to a file of tasks
rows.py          a file from a tool as rows with numbers
origin.py        from a row back to the passage of the source
importing.py     a file to judgements
"""

from pipeline.feedback.interchange.export import Exported, export_run
from pipeline.feedback.interchange.importing import Imported, Options, import_file
from pipeline.feedback.interchange.label_config import write_label_config
from pipeline.feedback.interchange.task import FORMATS

__all__ = [
    "FORMATS",
    "Exported",
    "Imported",
    "Options",
    "export_run",
    "import_file",
    "write_label_config",
]
