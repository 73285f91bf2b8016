"""The review page as a browser shows it, and a run small enough to judge by hand."""
