import re
from pathlib import Path

import pytest

import metrics
from vocab.indicators import INDICATORS

ROOT = Path(__file__).parents[1]
FORMULAS = (ROOT / "docs" / "metrics.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_has_a_formula_and_a_line_in_the_glossary(code: str) -> None:
    assert re.search(rf"^## .*\(`{code}`\)$", FORMULAS, flags=re.MULTILINE)
    assert f"`{code}`" in GLOSSARY


def test_formulas_stand_in_the_order_of_the_indicators() -> None:
    headings = re.findall(r"^## .*\(`(\w+)`\)$", FORMULAS, flags=re.MULTILINE)
    assert headings == list(INDICATORS)


def test_every_function_named_in_the_formulas_exists() -> None:
    named = set(re.findall(r"`metrics\.(\w+)`", FORMULAS))
    assert named
    assert named <= set(metrics.__all__)
