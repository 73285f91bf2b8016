"""Words around dates that rules share: what opens a clause, pushes, directs."""

from __future__ import annotations

from functools import cache

from pipeline.lexicon import read_lexicon

OPENS = r"(?:^|[，、：:；（(）)】”]|其中|^\d{1,2}[.．])"
PUSH = r"(?:建议|确保|力争|争取|预计|预期|计划|拟|将?在|于|要在|要|将|并|且|和|及)"


@cache
def words(kind: str) -> str:
    """Return the words of one kind in the lexicon as a pattern, longest first."""
    rows = [row["word"] for row in read_lexicon("deadline_words") if row["kind"] == kind]
    return "(?:" + "|".join(sorted(rows, key=len, reverse=True)) + ")"


DIRECTIVE = (
    rf"(?:{words('directive')}|(?<![主需重必])要(?![素求点件闻])|应(?![用急对变缴交付届税纳])"
    r"|可(?![能持靠再信])"
    r"|需(?!求)|再(?![贷融生])|不(?!断)|每)"
)
THEN_DIRECTIVE = rf"(?P<keep>期间)?(?={DIRECTIVE})"
THEN_SUBJECT = (
    r"(?P<keep>期间)?(?!的[^，。；]{0,8}(?:要求|情况|形势))"
    r"(?=(?:[一-龥、]|（[^（）]{1,12}）){2,16}?"
    r"(?:将(?![是迎面])|要(?![求素点件闻])|应(?![用急对变缴交付届税纳])|须|拟|力争|继续(?!保持)|免收|免征|全免|全部免|减免|减半"
    r"|减征|缓缴|不得|不再)(?:[一-龥]|[，。；]|$))"
)
