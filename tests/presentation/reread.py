"""Reads a page again, as a browser would, and keeps what matters for its safety."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input", "br", "hr", "base", "embed", "source", "wbr", "col", "area", "track"}


class Reread(HTMLParser):
    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.mismatched = [], [], []
        self.texts, self.raw, self.marks = [], {"script": [], "style": []}, []
        self.feed(page)
        self.close()
        self.text = "".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in {tag}"
        if tag == "mark":
            self.marks.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.mismatched.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
            return
        self.texts.append(data)
        if "mark" in self.open:
            self.marks[-1] += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]
