"""The HTML page: everything is on it, it opens onto the words, and nothing of an article becomes markup."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import HEADLINES
from hypothesis import given, settings
from hypothesis import strategies as st
from made_account import CAPTION, ECHO, GAZETTE, LINE, TEXTS, VALE, article, lone, made_account, made_accounts
from reread import Reread

from headwater.account import Account, Claim, Independence, Report
from headwater.article import Credit, Discarded, Problem
from headwater.presentation import html
from headwater.presentation.view.wording import visible

SVG = {"svg", "g", "path", "rect", "line", "circle", "text", "title", "desc"}
ALLOWED = SVG | {"html", "head", "meta", "title", "style", "script", "body", "main", "header", "footer", "nav"}
ALLOWED |= {"section", "article", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "div", "span", "a", "button"}
ALLOWED |= {"details", "summary", "figure", "figcaption", "blockquote", "mark", "abbr", "bdi", "em", "q", "b"}
ALLOWED |= {"code", "time"}


@pytest.fixture(scope="module")
def page():
    return html.render(made_accounts())


@pytest.fixture(scope="module")
def reread(page):
    return Reread(page)


def hostile_accounts():
    """A story whose every text is hostile, and a lone report for each hostile headline."""
    stories, articles = [], []
    for number, headline in enumerate(HEADLINES):
        text = headline.encode("utf-8", "replace").decode().replace("\n", " ")
        story, one = lone(f"Outlet {number}: {headline}", f"{text} said {text}.", title=headline, byline=headline)
        stories.append(story)
        articles.append(one)
    made = made_account()
    for number, headline in enumerate(HEADLINES):
        claim = replace(made.claims[0], id=f"h{number}", text=headline, word_of=headline, why=(headline,))
        conflict = replace(made.conflicts[2], about=headline, why=headline)
        sides = tuple(replace(side, value=headline) for side in conflict.sides)
        made = replace(
            made,
            title=headline,
            claims=(*made.claims, claim),
            conflicts=(*made.conflicts, replace(conflict, sides=sides)),
            quotations=(*made.quotations, replace(made.quotations[0], speaker=headline, text=headline)),
            figures=(*made.figures, replace(made.figures[0], value=headline, what=headline)),
            timeline=(*made.timeline, replace(made.timeline[0], when=headline, text=headline)),
            origins=(*made.origins, replace(made.origins[0], name=headline)),
        )
    accounts = made_accounts()
    odd = [
        replace(
            one,
            outlet=HEADLINES[number],
            title=HEADLINES[number + 10],
            source=HEADLINES[number + 20],
            url=f"http://example.org/{HEADLINES[number + 30]}" if number % 2 else HEADLINES[37],
            credits=(Credit(HEADLINES[number], "wire", 0, 5),),
            discarded=(Discarded(HEADLINES[number], HEADLINES[number + 1]),),
        )
        for number, one in enumerate(accounts.articles)
    ]
    problems = tuple(Problem(headline, headline, headline, headline) for headline in HEADLINES)
    return replace(accounts, articles=(*odd, *articles), stories=(made, *stories), problems=problems)


def assert_safe(page):
    reread = Reread(page)
    assert reread.mismatched == []
    assert {tag for tag, _ in reread.tags} <= ALLOWED
    assert len(reread.all("script")) == len(reread.all("style")) == 1
    for tag, attributes in reread.tags:
        assert not any(name.startswith("on") or name in {"style", "src", "srcdoc", "action"} for name in attributes), (
            tag
        )
        address = attributes.get("href")
        if address and not address.startswith("#"):
            assert address.startswith(("http://", "https://"))
            assert attributes["rel"] == "noopener noreferrer nofollow"
    (policy,) = [one["content"] for one in reread.all("meta") if one.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    for kind in ("script", "style"):
        digest = hashlib.sha256("".join(reread.raw[kind]).encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "unsafe" not in policy
    # Nothing that would turn the page's direction or vanish in it stands there as it is.
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page)
    return reread


def test_the_page_loads_nothing_and_runs_only_its_own_script(page):
    assert_safe(page)


def test_what_leads_comes_first(reread):
    order = ["What happened", "Where they conflict", "Figures", "Who said what", "Who has what from whom", "Timeline"]
    heads = reread.text[reread.text.index("What more than one outlet") :]
    found = [heads.index(f"{name}\n") if name != "Figures" else heads.index(name) for name in order[1:]]
    assert found == sorted(found)


def test_every_claim_is_on_the_page_with_its_counts(reread):
    for claim in made_account().claims:
        assert claim.text in reread.text
    assert "4 outlets, 2–3 origins" in reread.text
    assert "3 outlets, 1 origin" in reread.text
    assert "on the word of Inspector Hanna Orrell" in reread.text


def test_every_report_of_a_claim_opens_its_exact_words(reread):
    for claim in made_account().claims:
        for report in claim.reports:
            (text,) = [one.text for one in made_accounts().articles if one.id == report.article]
            assert text[report.start : report.end] in reread.marks


def test_conflicts_stand_with_their_sides_and_sources(reread):
    for conflict in made_account().conflicts:
        assert conflict.about in reread.text
        for side in conflict.sides:
            assert side.value in reread.text
    assert "possible" in reread.text.casefold()


def test_sure_conflicts_come_before_possible_ones(page):
    assert page.index("reliquaries stolen") < page.index("when the thieves came")


def test_nothing_that_cleaning_took_out_is_hidden(reread):
    for words in ("Sign up for our newsletter", "newsletter prompt", "reports/empty.txt"):
        assert words in reread.text


def test_whole_articles_are_there_with_their_shared_prose_marked(reread):
    assert TEXTS[VALE].split("\n\n")[0] in reread.text
    assert [attrs for attrs in reread.all("span") if attrs.get("class") == "shared"]


def test_every_link_inside_the_page_leads_somewhere(reread):
    anchors = [attrs["id"] for _, attrs in reread.tags if "id" in attrs]
    assert len(anchors) == len(set(anchors))
    for attrs in reread.all("a"):
        if attrs["href"].startswith("#"):
            assert attrs["href"][1:] in anchors


def test_an_outlet_keeps_its_letter_and_colour(page):
    shown = set(re.findall(r'<abbr class="b t(\d+)" title="([^"]+)">([A-Z]+)</abbr>', page))
    assert {(name, letter) for _, name, letter in shown} <= {(ECHO, "A"), (GAZETTE, "B"), (LINE, "C"), (VALE, "D")}
    assert len(shown) == len({name for _, name, _ in shown})


def test_hostile_articles_stay_text():
    reread = assert_safe(html.render(hostile_accounts()))
    for headline in HEADLINES:
        assert " ".join(visible(headline).split()) in " ".join(reread.text.split())


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_stays_text(words):
    story, one = lone(f"{words}x", f"{words} y", title=words or None)
    reread = assert_safe(html.render(made_accounts(stories=(story,), articles=(one,))))
    assert visible(f"{words}x").split() == [] or visible(f"{words}x").split()[-1] in reread.text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/b", "http://[bad", "//e.example"]
)
def test_only_web_addresses_become_links(address):
    story, one = lone("Echo", "A text.", url=address, source=address)
    assert not [
        a
        for a in Reread(html.render(made_accounts(stories=(story,), articles=(one,)))).all("a")
        if a["href"] == address
    ]


def test_one_report_alone_is_no_error():
    story, one = lone("Echo", "A bridge opened.", title="Bridge opens")
    page = Reread(html.render(made_accounts(stories=(story,), articles=(one,), problems=())))
    assert "One source, nothing to compare" in page.text
    assert "A bridge opened." in page.text


def test_nothing_at_all_is_a_page_too():
    page = Reread(html.render(made_accounts(stories=(), articles=(), problems=())))
    assert "0 articles, 0 stories" in page.text


def test_many_stories_have_an_overview():
    second = replace(made_account(), id="6" * 12, title="Another story")
    story, one = lone("Echo", "A bridge opened.", title="Bridge opens")
    accounts = made_accounts(stories=(made_account(), second, story))
    page = Reread(html.render(replace(accounts, articles=(*accounts.articles, one))))
    assert "5 articles, 2 stories, 1 report that nothing else here tells of" in page.text
    assert [a for a in page.all("a") if a["href"] == "#s2"]


def many_claims(number):
    one, other = made_accounts().articles[:2]
    claims = [
        Claim(
            f"n{i}",
            f"Claim number {i}",
            "corroborated",
            contested=False,
            outlets=2,
            independent=Independence(2, 2),
            reports=(Report(one.id, 0, 5, ECHO), Report(other.id, 0, 5, GAZETTE)),
        )
        for i in range(number)
    ]
    return Account("7" * 12, "Many", (one.id, other.id), tuple(claims))


def test_long_lists_are_folded_and_nothing_is_lost():
    page = html.render(made_accounts(stories=(many_claims(60),)))
    assert all(f">Claim number {i}<" in page for i in range(60))
    assert f"{60 - html.OPEN_ITEMS} more" in page
    assert page.index("Claim number 3<") < page.index(f"{60 - html.OPEN_ITEMS} more") < page.index("Claim number 40<")


def test_the_same_account_gives_the_same_bytes():
    assert html.render(made_accounts()) == html.render(made_accounts())


def test_the_words_shown_are_the_articles_own_with_emoji_and_accents():
    text = "Cafe\u0301 🔥 burned.\n\nThe 🔥 spread to the quay 👩‍🚒 at noon."
    one = article("Echo", text)
    start = text.index("spread")
    words = "spread to the quay"
    reports = (Report(one.id, start, start + len(words), "Echo"),)
    claim = Claim("c", words, "single", False, 1, Independence(1, 1), reports)  # noqa: FBT003
    account = Account("8" * 12, "Fire", (one.id,), (claim,), sources=(one,))
    other = article("Gazette", "Nothing.")
    account = replace(account, articles=(one.id, other.id))
    page = Reread(html.render(made_accounts(stories=(account,), articles=(one, other))))
    assert page.marks == [words]
    assert "The 🔥 spread to the quay 👩‍🚒 at noon." in page.text


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_can_be_read_by_day_and_by_night():
    style = (Path(html.__file__).parent / "report.css").read_text(encoding="utf-8")
    day, night = (
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    for colours in (day, {**day, **night}):
        for text in ("ink", "soft", "river", "alarm"):
            for ground in ("paper", "sheet", "wash"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert contrast(colours["ink"], colours["mark"]) >= 4.5
    tones = re.findall(r"\.t\d+ \{ --tone: (#[0-9a-f]{6})", style)
    assert len(tones) == 12
    assert all(contrast(tone, "#ffffff") >= 4.5 for tone in tones)


def test_a_caption_is_shown_at_its_place_as_a_picture_s(page):
    before, _, rest = page.partition('<p class="caption" dir="auto"><span class="soft">Picture:</span> ')
    assert rest.startswith(CAPTION)
    assert "seven reliquaries were gone." in before
    assert "Inspector Hanna Orrell said that the alarm" in rest
