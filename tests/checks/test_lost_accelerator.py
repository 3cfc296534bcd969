"""Keys of labels across a document."""

from audit.checks.lost_accelerator import LostAccelerator
from audit.model import Segment


def document(*pairs: tuple[str, str]) -> list[Segment]:
    return [Segment(id=str(number), source=source, target=target) for number, (source, target) in enumerate(pairs)]


def test_documents_that_keep_most_keys_are_asked_for_the_others() -> None:
    kept, lost = [("_Open", "打开(_O)"), ("_Close", "关闭(_C)")], ("_Quit", "退出")
    assert [finding.segment for finding in LostAccelerator().find_all(document(*kept, lost))] == ["2"]
    assert not list(LostAccelerator().find_all(document(*kept, lost, lost)))
