"""Words rendered in a sense that they do not have here."""

from collections.abc import Iterator

from audit.check import Check, Example
from audit.model import Finding, Segment, Severity, Span
from audit.text.literals import prose
from audit.text.terminology.senses import wrong_senses


class WrongSense(Check, frozen=True):
    """A word is rendered in a sense that it does not have in its field.

    A table has the words, the words beside them that make their sense plain, the Chinese of the sense that is meant,
    and that of the others: a loan in default is 違約, not 默認. It speaks only where the Chinese of the other sense
    stands in the translation, not enough of the right one does, and no other word of the source accounts for it.

    Why: the sentence reads well and says something else, which is the fault that readers of the translation alone
    cannot see.

    Fix: use the words of the field; the suggestion is a usual one, which may have to be fitted in.
    """

    name = "wrong-sense"
    category = "accuracy/mistranslation"
    examples = (
        Example("Many borrowers may ⟦default⟧ on a mortgage.", "許多借款人可能會⟦默認⟧抵押貸款。"),
        Example("The ⟦shares outstanding⟧ fell by 2%.", "⟦优秀⟧股票减少了2%。"),
        Example("We updated our full-year ⟦guidance⟧.", "我们更新了全年⟦指导⟧。"),
        Example("The default setting of the app is silent.", "應用程式的預設為靜音。"),
        Example("Loans in default rose.", "違約貸款增加。"),
        Example("The power plant stands among rare plants.", "发电厂坐落在珍稀植物之中。"),
    )

    severity: Severity = Severity.MINOR

    def find(self, segment: Segment) -> Iterator[Finding]:
        if segment.side_in("en") != "source" or segment.side_in("zh") != "target":
            return
        for found in wrong_senses(prose(segment, "source"), prose(segment, "target")):
            source, target = Span("source", *found.english), Span("target", *found.chinese)
            message = (
                f"“{segment.text(target)}” is another sense of “{segment.text(source)}”; here it is “{found.usual}”"
            )
            yield self.finding(segment, message, source, target, facts={"usual": found.usual})
