"""Words where words are wanted, off the hot path: key terms, term counts, new names.

silver.py, train.py   make the word model from the annotations (scripts/train-words)
words.py              cut text with it
vocabulary.py         which words may be terms
key_terms.py          what a measure is about, and what a run is about
new_names.py          organisations that no lexicon holds
passages.py, tables.py  from the records of a run to the tables of `measures terms`
"""
