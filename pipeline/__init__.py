"""Chinese government notices to records of who does what, by when, to what target.

Read in this order: schema (the nouns), extract (the stages in order, for one file), run (a
batch of files), then the folder of the stage you want to change.
"""

__version__ = "0.1.0"
