"""Which articles tell of the same event: the traps, as made cases."""

import itertools
import random
from datetime import date, timedelta

import pytest
from told import FERRY, PARK, SAME_ACTORS, told

from headwater import stories
from headwater.stories import grouping, index
from headwater.stories.linkage import Edge, adopted, average_linkage


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
    ours = average_linkage(count, [Edge(a, b, v) for (a, b), v in edges.items()], 0.55)
    assert sorted(map(tuple, ours)) == sorted(
        tuple(i for i in range(count) if expected[i] == label) for label in sorted(set(expected))
    )


MOURNED = (
    told(
        "Tollund singer Birgit Aasen dead at 61",
        "Birgit Aasen, the voice of the folk band Tollund, was found dead on Sunday at her farm in Vordal. Her manager "
        "Nils Kvam confirmed the death on Monday and said she was 61. The police see no sign of a crime; an autopsy "
        "is to show the cause. Two neighbours had called an ambulance after dark, when lamps burned but nobody opened "
        "the door. The tour of the north, which was to begin in Tromso, is cancelled. Colleagues called her the best "
        "fiddler of her age, and radio stations changed their programmes to play the old ballads through the night.",
        outlet="Herald",
    ),
    told(
        "Birgit Aasen, voice of Tollund, found dead",
        "Neighbours who saw lamps burn until late called an ambulance on Sunday to a farm near Vordal. Inside lay "
        "Birgit Aasen, 61, who had sung with Tollund since 1984. A doctor could only establish her death, a "
        "police spokesman said; nothing speaks of violence, and an autopsy was ordered. Fans put candles and flowers "
        "before the gate. She leaves two sons. Radio stations played her ballads all evening, and the band broke off "
        "its tour.",
        outlet="Echo",
    ),
    told(
        "Fans mourn fiddler and singer Aasen",
        "Candles burn before a gate in Vordal. Hundreds of fans came on Monday to mourn Birgit Aasen, whose body was "
        "discovered a day before by an ambulance crew. She was 61. Police officers rule out violence, but wait for the "
        "autopsy. With Tollund she recorded nineteen albums of ballads; the tour that was to begin this week is off. "
        "Her sons asked through manager Nils Kvam to be left alone in their grief.",
        outlet="Post",
    ),
)
REMEMBERED = (
    told(
        "Tollund start fund in memory of Birgit Aasen",
        "Tollund will set up a foundation that teaches children the fiddle. It will carry the name of Birgit Aasen, "
        "the singer who died last month. Schools can apply for instruments, lessons and scholarships from autumn, the "
        "drummer Per Lie said when he presented the charity in Bergen. Money comes from a memorial concert in August, "
        "for which tickets go on sale next week, and from an auction of stage costumes and old guitars.",
        outlet="Courier",
    ),
    told(
        "Birgit Aasen charity to pay for fiddle lessons",
        "Children whose parents cannot afford a fiddle may get one from a charity named after Birgit Aasen. Her band "
        "Tollund wants to raise two million kroner for lessons and instruments: in August friends and rivals play at a "
        "concert in Bergen, and old guitars go under the hammer at an auction. Scholarships will follow next year. "
        "Drummer Per Lie, who runs the foundation, said that the idea had been hers.",
        outlet="Mirror",
    ),
)


def test_a_death_and_what_is_done_a_month_later_in_its_memory_are_two_stories():
    assert groups(*MOURNED, *REMEMBERED) == sorted(
        sorted(one.article.title for one in event) for event in (MOURNED, REMEMBERED)
    )


def test_groups_in_other_words_stay_apart_however_alike_their_members():
    within = [Edge(0, 1, 0.9, 0.4), Edge(2, 3, 0.9, 0.4)]
    between = [Edge(a, b, 0.8, 0.1) for a in (0, 1) for b in (2, 3)]
    assert average_linkage(4, [*within, *between], 0.5) == [[0, 1], [2, 3]]


def test_an_article_alone_joins_by_the_nearer_half_of_a_story():
    within = [Edge(a, b, 0.9) for a in range(4) for b in range(a)]
    background = [Edge(4, 0, 0.8), Edge(4, 1, 0.7)]
    assert average_linkage(5, [*within, *background], 0.5) == [[0, 1, 2, 3], [4]]
    assert adopted([[0, 1, 2, 3], [4]], [*within, *background], 0.5) == [[0, 1, 2, 3, 4]]


def test_one_near_article_is_not_enough_to_join_by():
    pair, lone = Edge(0, 1, 0.9), Edge(2, 0, 0.9)
    assert adopted([[0, 1], [2]], [pair, lone], 0.5) == [[0, 1], [2]]
    assert adopted([[0], [1], [2]], [pair, lone], 0.5) == [[0], [1], [2]]


def test_copies_set_no_measure_for_how_many_words_reports_share():
    within = [Edge(0, 1, 0.9, None), Edge(2, 3, 0.9, None)]
    between = [Edge(a, b, 0.8, 0.1) for a in (0, 1) for b in (2, 3)]
    assert average_linkage(4, [*within, *between], 0.5) == [[0, 1, 2, 3]]


def test_two_sites_furniture_under_two_headlines_is_no_story():
    furniture = "Subscribe to our newsletter. Follow us for updates and breaking alerts. All rights reserved."
    pages = [
        told("Dockers walk out at Nordhafen", furniture, outlet="Herald"),
        told("Twin pandas born in Graz", furniture, outlet="Echo"),
    ]
    assert len(groups(*pages)) == 2


# What reporters of one event write of, each a little: none tells all, and no two tell the same.
ACTS = (
    "opened the gates", "counted the votes", "blocked the bridge", "read out the names", "lit the torches",
    "carried the banners", "closed the market", "guarded the archive", "sang before the court", "swept the square",
    "painted the doors", "rang the bells", "searched the cellars", "filmed the march", "served the soup",
)  # fmt: skip
PEOPLE = (
    "Ilse Tarnow", "Marten Oke", "Lidia Brandt", "Jost Kallas", "Renate Vogt", "Aron Lind", "Emil Sarto", "Hanna Kiel",
    "Bela Zorn", "Vera Moss",
)  # fmt: skip
WHY = (
    "because the water was cut off", "after the reservoir burst", "while the dam was being repaired",
    "to protest against the flooded quarter", "as the tanks ran dry", "until the engineers came",
)  # fmt: skip


# Another event with the same people: they come together again for this.
LATER_ACTS = (
    "tasted the cheese", "judged the goats", "danced the polka", "raffled a bicycle", "baked the pies",
    "tuned the organ", "hung up lanterns", "rowed the regatta", "weighed the pumpkins", "crowned the queen",
    "juggled the plates", "told fairy tales", "poured the cider", "planted a lime tree", "released the pigeons",
)  # fmt: skip
LATER_WHY = (
    "at the harvest fair", "to open the summer festival", "between two brass bands", "under a striped tent",
    "before the fireworks began", "while the children cheered",
)  # fmt: skip


def crowd(count, acts, reasons, seed, opening="{} and others", days=0):
    rng = random.Random(seed)  # noqa: S311 no secret is made of it
    for number in range(count):
        said = [
            f"{opening.format(rng.choice(PEOPLE))} {rng.choice(acts)} in Karlsund {rng.choice(reasons)}."
            for _ in range(9)
        ]
        title = f"Karlsund: they {rng.choice(acts)}"
        published = (date(2020, 1, 1) + timedelta(days=days * number)).isoformat() if days else None
        yield told(title, " ".join(said), published, outlet=f"outlet {seed} {number}")


def test_a_story_of_hundreds_stays_one():
    found = stories.group(list(crowd(220, ACTS, WHY, 11)))
    assert max(len(story.articles) for story in found) > 200


def test_what_comes_again_all_year_is_not_welded():
    found = stories.group(list(crowd(220, ACTS, WHY, 11, days=5)))
    assert max(len(story.articles) for story in found) < 80


def test_a_story_of_more_reports_than_can_meet_stays_one(monkeypatch):
    monkeypatch.setattr(index, "MOST_COMPARED", 30)
    monkeypatch.setattr(grouping, "LARGE", 10)
    found = stories.group(list(crowd(220, ACTS, WHY, 11)))
    assert max(len(story.articles) for story in found) > 200


@pytest.mark.parametrize("large", [20, 100])
def test_two_crowds_of_reports_on_the_same_people_stay_two(monkeypatch, large):
    monkeypatch.setattr(grouping, "LARGE", large)
    events = [list(crowd(60, ACTS, WHY, 11)), list(crowd(60, LATER_ACTS, LATER_WHY, 12, "Guests saw how {}"))]
    home = {one.article.id: number for number, event in enumerate(events) for one in event}
    for story in stories.group([one for event in events for one in event]):
        assert len({home[one.article.id] for one in story.articles}) == 1
