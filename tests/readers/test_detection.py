"""What is, and what is not, taken for a transcript or for parallel texts."""

import pytest

from audit.readers.parallel import Parallel
from audit.readers.transcript import Transcript


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Hello.\n大家好。\n", True),
        ("Hello, everyone.\n大家好,各位。\n", True),
        ("大家好,各位。\nHello, everyone.\n", True),
        ("\n\nOperator\nOperator\nHello.\n大家好。\n", True),
        ("[Music]\n[音樂]\n", True),
        ("english,chinese\nHello.,大家好。\nBye.,再見。\n", False),
        ('"id";"en";"zh"\n1;Hello.;大家好。\nx;Bye to all of you;再見\n', False),
        ("Source, Target\nHello.\n大家好。\n", False),
        ("Hello.\t大家好。\nWe will see you all\t再見\n", False),
        ('{"en": "Hello to all", "zh": "好"}\n{"en": "Hi", "zh": "大家好"}\n', False),
        ("<p>Hello.</p>\n<p>大家好。</p>\n", False),
        ("Hello.\nGoodbye.\n", False),
        ("大家好。\n再見。\n", False),
        ("One.\nTwo.\nThree.\nFour.\nFive.\n鄒濤\n", False),
        ("", False),
    ],
)
def test_transcript(head: str, expected: bool) -> None:
    assert Transcript().accepts(head) is expected


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Hello.\nGoodbye.\n", "大家好。\n再見。\n"), True),
        (("大家好。\n再見。\n", "Hello.\nGoodbye.\n"), True),
        (("One.\nTwo.\nThree.\nFour.\n", "一。\n二。\nThree.\n三,四。\n五。\n"), True),
        (("Hello.\nGoodbye.\n", "Hello.\nGoodbye.\n"), False),
        (("Hello.\n大家好。\n", "Goodbye.\n再見。\n"), False),
        (("Hello.\n", ""), False),
        (("Hello.\n",), False),
    ],
)
def test_parallel(heads: tuple[str, ...], expected: bool) -> None:
    assert Parallel().accepts(*heads) is expected
