"""How corrections come in: the workbook, the review page, other tools. No CLI inside.

All of them read a finished run (``pipeline.run.sources``) and write judgements
(``pipeline.judgements``).
"""
