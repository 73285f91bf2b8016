"""The review page: a local web page on which people judge the segments of a finished run.

journal.py   every answer, at once, in SQLite: a process killed at any moment loses none
desk.py      what the page shows: the queue, a passage in its context, what the program says
forms.py     normal forms proposed for a marked passage
answers.py   what the page sends, checked and made a judgement
export.py    the journal to the judgements of the annotations folder, each answer once
gate.py      who may ask: host, token, origin; the headers of every response
web.py       the addresses of the page
server.py    the server on 127.0.0.1, from its start to the export at its end
page/        HTML, style and ES modules as they are sent; words come from wording.tsv
"""

from pipeline.feedback.review.export import export_journal
from pipeline.feedback.review.journal import JOURNAL, Journal
from pipeline.feedback.review.server import ReviewServer, open_review

__all__ = ["JOURNAL", "Journal", "ReviewServer", "export_journal", "open_review"]
