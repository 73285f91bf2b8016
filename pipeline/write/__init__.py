"""Records to files: JSON Lines, the table that people read, and its workbook and CSV."""
