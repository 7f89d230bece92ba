"""Which articles tell of the same event: the traps, as made cases."""

import itertools
import random

import pytest
from told import FERRY, PARK, SAME_ACTORS, told

from headwater import stories
from headwater.stories.linkage import average_linkage


def groups(*articles):
    return sorted(sorted(one.article.title for one in story.articles) for story in stories.group(articles))


def test_reports_of_one_event_are_one_story():
    assert groups(*FERRY) == [sorted(one.article.title for one in FERRY)]


def test_no_story_is_forced():
    assert len(groups(FERRY[0], PARK)) == 2


def test_one_article_is_a_story():
    assert len(groups(PARK)) == 1


def test_no_article_is_no_story():
    assert stories.group([]) == ()


def template(kind, place, name, route, day):
    return told(
        f"{kind} in {place} leaves two dead",
        f"Two people were killed and five injured when a {kind.lower()} happened in {place} on {day}. The {place} "
        f"police said {name} was driving on {route} when the vehicle left the road. An inquiry has begun.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            template("Bus crash", "Ohio", "Dale Jennings", "Interstate 71", "Monday"),
            template("Bus crash", "Iowa", "Ruth Hallberg", "Highway 20", "Friday"),
        ),
        (
            told(
                "Strike at Nordhafen port: day 2",
                "Dockers at Nordhafen walked out for a second day. Talks between the union leader Paul Kern and the "
                "operator broke up over night shifts. Ferries to Malmo were cancelled.",
                "2023-03-02",
            ),
            told(
                "Strike at Nordhafen port: day 21",
                "On day 21 the dockers at Nordhafen voted on an offer of six per cent. A judge had ordered "
                "arbitration, and supermarkets rationed fruit after three weeks without deliveries.",
                "2023-03-21",
            ),
        ),
        (
            told(
                "Varda Motors profit rises in first quarter",
                "Varda Motors earned 210 million euros in the first quarter, up from 180 million, on strong van sales "
                "in Poland. Chief executive Lena Roth raised the outlook.",
                "2023-04-27",
            ),
            told(
                "Varda Motors profit falls in second quarter",
                "Varda Motors earned 95 million euros in the second quarter, half of what it had, after a recall of "
                "faulty brakes. Chief executive Lena Roth cut the outlook and froze hiring.",
                "2023-07-27",
            ),
        ),
        (
            told(
                "Lakes summit 2022 ends with water treaty",
                "The 2022 lakes summit in Geneva ended with a treaty on ground water signed by nine states.",
                "2022-06-10",
            ),
            told(
                "Lakes summit 2023 opens under protest",
                "The 2023 lakes summit opened in Lugano while farmers blocked the motorway with tractors.",
                "2023-06-08",
            ),
        ),
    ],
)
def test_two_events_of_one_kind_are_two_stories(one, other):
    assert len(groups(one, other)) == 2


def test_the_same_actors_at_another_meeting_are_another_story():
    again = [
        told(
            "Okoye and Lund sign cod deal in Oslo",
            "President Samuel Okoye and Premier Astrid Lund signed a fisheries agreement in Oslo. It settles cod "
            "quotas in the Barents Sea and plans a coast guard exercise; a dinner at Akershus castle followed.",
        ),
        told(
            "Hydrogen plant opens in Bergen with Arroyo",
            "A hydrogen plant was opened in Bergen by President Teresa Arroyo and Premier Astrid Lund. Engineers from "
            "Valparaiso built its electrolyser and showed the guests the turbine hall.",
        ),
    ]
    found = groups(*SAME_ACTORS, *again)
    assert found == sorted(
        sorted([one.article.title, other.article.title]) for one, other in zip(SAME_ACTORS, again, strict=True)
    )


def test_a_round_up_does_not_weld_stories():
    digest = told(
        "Morning briefing",
        "A ferry carrying 80 passengers sank off Lerwick in fog; captain Olaf Brandt was rescued. Two pandas were born "
        "at the zoo in Graz, keeper Hanna Moser said. Premier Astrid Lund met President Samuel Okoye in Oslo.",
    )
    found = groups(*FERRY, PARK, SAME_ACTORS[0], digest)
    kept = next(group for group in found if PARK.article.title in group)
    assert FERRY[0].article.title not in kept
    assert SAME_ACTORS[0].article.title not in kept


def test_order_changes_nothing():
    pile = [*FERRY, PARK, *SAME_ACTORS]
    first = stories.group(pile)
    for seed in range(5):
        random.Random(seed).shuffle(pile)  # noqa: S311 no secret is made of it
        assert stories.group(pile) == first


def test_a_story_says_why():
    story = next(s for s in stories.group(FERRY) if len(s.articles) == 2)
    (names,) = [reason for reason in story.why if reason.startswith("all name")]
    assert {"Lerwick", "Brandt"} <= set(names.removeprefix("all name ").split(", "))
    assert any(reason.startswith("all speak of") and "ferry" in reason for reason in story.why)


def test_a_live_blog_does_not_weld_stories():
    blog = told(
        "Live: the day as it happened",
        "18.05 Premier Astrid Lund has met President Samuel Okoye in Oslo over cod quotas. 17.20 Two pandas were born "
        "in Graz. 15.40 The coast guard in Shetland looks for three passengers of the ferry that sank off Lerwick. "
        "12.10 Dockers at Nordhafen walk out for a second day.",
    )
    found = groups(*FERRY, PARK, SAME_ACTORS[0], blog)
    apart = [one.article.title for one in (FERRY[0], PARK, SAME_ACTORS[0])]
    assert all(sum(title in group for title in apart) <= 1 for group in found)


def launch(day, site, kind, minister, outlet):
    return told(
        f"Karsava fires rocket from {site}, {outlet} says",
        f"Karsava launched a {kind} rocket from {site} on {day}, the defence minister {minister} said. It fell into "
        f"the sea of Orlan after a flight from {site}. {minister} called the {kind} rocket a warning to Velia.",
        {"May 4": "2024-05-04", "June 9": "2024-06-09", "July 21": "2024-07-21"}[day],
        outlet,
    )


def test_a_running_topic_splits_by_occurrence():
    pile = [
        launch(day, site, kind, minister, outlet)
        for day, site, kind, minister in (
            ("May 4", "Tolmin", "twin-stage", "Ilves"),
            ("June 9", "Ravna", "solid-fuel", "Kask"),
            ("July 21", "Sorve", "cruise", "Oja"),
        )
        for outlet in ("Herald", "Echo")
    ]
    found = {frozenset(one.article.id for one in story.articles) for story in stories.group(pile)}
    assert found == {frozenset(one.article.id for one in pile[i : i + 2]) for i in (0, 2, 4)}


def test_average_linkage_agrees_with_scipy():
    from scipy.cluster.hierarchy import fcluster, linkage

    rng = random.Random(3)  # noqa: S311 no secret is made of it
    count = 25
    edges = {pair: rng.random() for pair in itertools.combinations(range(count), 2)}
    condensed = [1 - edges[pair] for pair in itertools.combinations(range(count), 2)]
    expected = fcluster(linkage(condensed, "average"), 0.45, "distance")
    ours = average_linkage(count, [(a, b, v) for (a, b), v in edges.items()], 0.55)
    assert sorted(map(tuple, ours)) == sorted(
        tuple(i for i in range(count) if expected[i] == label) for label in sorted(set(expected))
    )
