"""Invented reports of a few events."""

from dataclasses import replace

from comparison.reports import report

from headwater.article import article_id


def told(title, text, published=None, outlet=None):
    made = report(outlet or title, text, published=published)
    number = article_id(title, text, published, outlet)
    return replace(made, article=replace(made.article, id=number, title=title))


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
