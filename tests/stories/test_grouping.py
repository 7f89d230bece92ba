"""Which articles tell of the same event: the traps, as made cases."""

import itertools
import random

import pytest

from headwater import stories
from headwater.article import Article, article_id
from headwater.language.annotated import Annotated
from headwater.stories.linkage import average_linkage


def told(title, text, published=None, outlet=None):
    article = Article(
        id=article_id(title, text, published, outlet),
        source="made.txt",
        record=None,
        outlet=outlet or title,
        publisher=outlet or title,
        title=title,
        byline=None,
        dateline=None,
        published=published,
        modified=None,
        language="en",
        url=None,
        text=text,
    )
    return Annotated(article, analysed=True)


def groups(*articles):
    return sorted(sorted(one.article.title for one in story.articles) for story in stories.group(articles))


FERRY = [
    told(
        "Ferry with 80 aboard sinks off Lerwick",
        "A ferry carrying 80 passengers sank off Lerwick on Sunday night after it struck rocks in fog. The coast guard "
        "in Shetland said 77 people were rescued and three were missing. Captain Olaf Brandt was among the rescued.",
    ),
    told(
        "Three missing after Shetland ferry disaster",
        "Three people were still missing on Monday after the Lerwick ferry sank in fog. Rescuers from the Shetland "
        "coast guard pulled 77 passengers from the water, captain Olaf Brandt among them.",
    ),
]
PARK = told(
    "Zoo in Graz welcomes twin pandas",
    "Two pandas were born at the zoo in Graz this week. Keeper Hanna Moser said the cubs weigh 120 grams each.",
)


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


SAME_ACTORS = [
    told(
        "Premier Lund meets President Okoye in Oslo",
        "Premier Astrid Lund met President Samuel Okoye in Oslo on Tuesday to sign a fisheries agreement. Both spoke "
        "of cod quotas and a joint coast guard exercise in the Barents Sea, and dined at Akershus castle.",
    ),
    told(
        "Premier Lund receives President Arroyo in Bergen",
        "Premier Astrid Lund received President Teresa Arroyo in Bergen to open a hydrogen plant. Both toured the "
        "turbine hall and praised engineers from Valparaiso who had built the electrolyser.",
    ),
]


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
    assert any("Lerwick".lower() in reason for reason in story.why)


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
