"""From an HTML body to plain text, in which quoted mail carries the usual `>`."""

import re
from html import unescape
from html.parser import HTMLParser

LARGEST = 200_000  # characters; longer bodies are newsletters
DEEPEST = 100  # elements within each other: nobody writes so many, and each is looked at for each text
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
NEVER_CLOSED = re.compile(
    r"<(?=[^<>]*(?:\Z|<\S))"
)  # the stdlib would look for its end to the end of the text
UNSEEN = {"style", "script", "head", "title", "noscript", "template"}
LINES = {"br", "p", "div", "tr", "li", "table", "hr", "ul", "ol", "pre", "section", "blockquote"} | {
    f"h{size}" for size in range(1, 7)
}
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr", "embed", "source"}
QUOTING = re.compile(
    r"gmail_quote|gmail_attr|yahoo_quoted|protonmail_quote|moz-cite|divRplyFwdMsg|appendonsend|zmail_extra"
    r"|reply-?intro|mailhistory|ms-outlook-mobile-reference|tutanota_quote|OLK_SRC_BODY_SECTION|quotelib"
)
# a link so named stands in a footer; as a person's word it would be a wish
UNSUBSCRIBE = re.compile(
    r"\W*(?:unsubscribe|abmelden|abbestellen|se désabonner|se désinscrire|darse de baja|opt.?out)\W*", re.I
)
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)


def text_of_html(html: str) -> str:
    """Plain text, a line a block, with `> ` before what a mail program marked as quoted."""
    reader = _Reader()
    html = NEVER_CLOSED.sub("&lt;", COMMENT.sub("", html[:LARGEST]))
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # markup that the stdlib gives up on
        return unescape(re.sub(r"<[^>]{0,2000}>", " ", html))
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.open: list[tuple[str, str]] = []  # (tag, "unseen" | "quote" | "link" | ""), `DEEPEST` at most

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self._end_line()
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append((tag, _role(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag in LINES:
            self._end_line()
        if any(tag == opened for opened, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        unseen = any(role == "unseen" for _, role in self.open)
        if not unseen and not (
            self.open and self.open[-1][1] == "link" and UNSUBSCRIBE.fullmatch(data.strip())
        ):
            self.line += data if any(tag == "pre" for tag, _ in self.open) else re.sub(r"\s+", " ", data)

    def text(self) -> str:
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")

    def _end_line(self) -> None:
        depth = sum(role == "quote" for _, role in self.open)
        for line in self.line.split("\n"):
            text = line.replace("\xa0", " ").strip()
            self.lines.append(f"{'>' * depth} {text}" if depth and text else text)
        self.line = ""


def _role(tag: str, attributes: dict[str, str | None]) -> str:
    if tag in UNSEEN or HIDDEN.search(attributes.get("style") or ""):
        return "unseen"
    if tag == "a" and (attributes.get("href") or "").startswith("http"):
        return "link"
    marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return "quote" if tag == "blockquote" or QUOTING.search(marks) else ""
