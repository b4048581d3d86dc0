"""What stands inside the lines of a page: code spans, inline math, comments, raw HTML, addresses.

Each function takes text and gives offsets into it, so that a line number is a count of newlines.
"""

import re
from collections.abc import Iterator

# Stands for what is not prose. It is neither a letter nor a space, so that no pattern of words
# reaches across it.
MASK = "\ufffc"

# Both end with their paragraph, as in Markdown: a stray mark cannot swallow the page.
CODE = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
MATH = re.compile(
    r"(?<![\\$])\$(?![\s$])((?:\\.|(?!\n[ \t]*\n)[^\\$])+?)(?<!\s)\$(?!\$)", re.DOTALL
)
# A hyphen before a digit is a minus, and is as wide as a plus.
MINUS = re.compile(r"(?<![\w.])-(?=[\d.])")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?</\1\s*>", re.DOTALL)
TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
BLOCK_TAG = re.compile(
    r"address|article|aside|blockquote|button|canvas|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|h[1-6]|header|hgroup|iframe|li|main|math|menu|nav|noscript"
    r"|object|ol|output|p|picture|pre|section|summary|svg|table|tbody|td|template|tfoot|th|thead"
    r"|tr|ul|video"
)
# Addresses, attribute lists, icons and the marks that open an admonition or a tab.
ADDRESS = re.compile(
    r"!?\[(?P<text>[^\]]*)\]\(\s*(?P<target>[^)\s]*)[^)]*\)"
    r"|<?(?:https?|mailto):[^\s>)]*>?"
    r"|\{:?\s*[.#][^}\n]*\}"
    r"|:[a-z][\w-]+-[\w-]+:"
    r"|^\s*(?:!!!|\?\?\?\+?|===[!+]?)[ \w-]*(?=\"|$)",
    re.MULTILINE,
)


def line_of(text: str, offset: int) -> int:
    """The line of a character; the first line is 1."""
    return text.count("\n", 0, offset) + 1


def mask(text: str, start: int, end: int) -> str:
    """The text with the characters from start to end masked; newlines stay."""
    return text[:start] + re.sub(r"[^\n]", MASK, text[start:end]) + text[end:]


def blank(text: str, pattern: re.Pattern[str]) -> str:
    """The text with every match of the pattern masked."""
    for match in pattern.finditer(text):
        text = mask(text, *match.span())
    return text


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of comments, scripts and styles that stand outside code spans."""
    for match in COMMENT.finditer(blank(text, CODE)):
        yield match.span()


def plain(text: str) -> str:
    """Prose without addresses and tags; the words of a link to another site are others' words."""
    for match in ADDRESS.finditer(text):
        words = match["text"]
        foreign = (match["target"] or "").startswith("http")
        if words is None or foreign:
            text = mask(text, *match.span())
        else:
            text = mask(text, match.start(), match.start("text"))
            text = mask(text, match.end("text"), match.end())
    return blank(text, TAG)


def raw_html(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that Markdown leaves alone: block elements without a `markdown` attribute.

    text: without code spans and comments
    -> (start, end) of each outermost raw element, its tags included
    """
    stack: list[tuple[str, int | None]] = []  # each open tag and where its raw range began
    for match in TAG.finditer(text):
        closing, name, attributes = match.groups()
        if not BLOCK_TAG.fullmatch(name) or attributes.rstrip().endswith("/"):
            continue
        if closing:
            began = _close(stack, name)
            if began is not None:
                yield began, match.end()
        elif stack or _begins_line(text, match.start()):
            inside = any(start is not None for _, start in stack)
            raw = not inside and not re.search(r"\bmarkdown\b", attributes)
            stack.append((name, match.start() if raw else None))
    for _, began in stack:
        if began is not None:
            yield began, len(text)


def _close(stack: list[tuple[str, int | None]], name: str) -> int | None:
    """Take the innermost open `name` off the stack, and all in it; where a raw range began."""
    began = None
    while any(tag == name for tag, _ in stack):
        tag, start = stack.pop()
        began = start if start is not None else began
        if tag == name:
            break
    return began


def _begins_line(text: str, offset: int) -> bool:
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()
