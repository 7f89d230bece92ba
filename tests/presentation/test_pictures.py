"""The SVG pictures: well-formed, told in words too, and bounded whatever the story."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from made_account import AGENCY, ARTICLES, ECHO, GAZETTE, made_account, made_articles
from test_page import hostile_accounts, many_claims

from headwater.account import Origin
from headwater.presentation import svg
from headwater.presentation.svg import grid, streams
from headwater.presentation.view.story import story

NS = {"s": "http://www.w3.org/2000/svg"}


def view(account, articles=None):
    return story(account, {one.id: one for one in articles or made_articles()}, "s1")


def parsed(drawn):
    return [ET.fromstring(f"<all>{drawn}</all>")[n] for n in range(drawn.count("</svg>"))]  # noqa: S314 our own output


def test_the_matrix_has_a_dot_for_every_outlet_that_has_a_claim():
    shown = view(made_account())
    (picture,) = parsed(svg.matrix(shown))
    dots = picture.findall(".//s:circle", NS)
    assert len(dots) == sum(len(claim.outlets) for claim in shown.shared)
    assert len([dot for dot in dots if "ring" in dot.get("class")]) == 7
    assert len([line for line in picture.findall(".//s:line", NS) if line.get("class") == "join"]) == 3


def test_the_flow_leads_from_each_origin_to_those_who_have_something_from_it():
    broad, narrow = parsed(svg.flow(view(made_account())))
    for picture in (broad, narrow):
        labels = [path.find("s:title", NS).text for path in picture.findall("s:path", NS)]
        assert f"{GAZETTE} has 97% of its prose from {AGENCY}" in labels
        assert len(labels) == 4
        assert not any(label.endswith(f"from {ECHO}") for label in labels)


@pytest.mark.parametrize("draw", [svg.matrix, svg.flow])
def test_pictures_say_in_words_what_they_show(draw):
    for picture in parsed(draw(view(made_account()))):
        assert picture.get("role") == "img"
        title, desc = picture.get("aria-labelledby").split()
        assert picture.find(f"s:title[@id='{title}']", NS).text
        assert picture.find(f"s:desc[@id='{desc}']", NS).text


def test_a_story_without_shared_claims_or_origins_has_no_picture():
    bare = replace(made_account(), claims=(), origins=())
    assert svg.matrix(view(bare)) == ""
    assert svg.flow(view(bare)) == ""


def test_an_outlet_that_has_only_its_own_needs_no_stream():
    own = replace(made_account(), origins=(Origin(ECHO, "outlet", (ARTICLES[ECHO].id,), (1.0,)),))
    assert svg.flow(view(own)) == ""


def test_pictures_are_bounded():
    (picture,) = parsed(svg.matrix(view(many_claims(400))))
    assert len(picture.findall(".//s:a", NS)) == grid.CLAIMS
    ids = tuple(one.id for one in made_articles())
    many = replace(made_account(), origins=tuple(Origin(f"Agency {n}", "wire", ids, (0.1,) * 4) for n in range(99)))
    for picture in parsed(svg.flow(view(many))):
        assert len(picture.findall("s:path", NS)) == streams.ORIGINS * 4


def test_hostile_names_stay_text():
    accounts = hostile_accounts()
    shown = view(accounts.stories[0], accounts.articles)
    for drawn in (svg.matrix(shown), svg.flow(shown)):
        for picture in parsed(drawn):
            assert {node.tag.removeprefix(f"{{{NS['s']}}}") for node in picture.iter()} <= {
                "svg",
                "title",
                "desc",
                "g",
                "rect",
                "line",
                "text",
                "circle",
                "path",
                "a",
            }
