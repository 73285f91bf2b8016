"""A batch of files into one folder.

Read in this order:

    inputs        which files the paths stand for, and what each is called
    fingerprint   what, besides the input, decides what comes out
    work          one input: read, extract, keep the result as a part
    pool          the same over worker processes, none of which can take the batch down
    parts         what is kept of every input between runs
    folder        the output folder: whose it is, and how files appear in it
    publish       all parts to the files of the contract
    batch         all of it in order
"""

from pipeline.run.batch import RunRequest, RunSummary, run_batch

__all__ = ["RunRequest", "RunSummary", "run_batch"]
