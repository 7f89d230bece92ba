"""The JSON form: the records field by field, as `schema.json` says."""

import json
from dataclasses import fields, replace
from importlib.resources import files

import jsonschema
import pytest
from made_account import made_account, made_accounts
from test_page import hostile_accounts

from headwater.account import Account
from headwater.article import Article
from headwater.presentation import json as form
from headwater.presentation import schema

COMMITTED = files("headwater").joinpath("schema.json")


def test_the_committed_schema_is_made_from_the_records():
    again = "run: python -c 'from headwater.presentation import schema; print(schema.render(), end=\"\")'"
    assert COMMITTED.read_text(encoding="utf-8") == schema.render(), f"{again} > src/headwater/schema.json"


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema.schema())


@pytest.mark.parametrize("accounts", [made_accounts(), made_accounts(stories=(), articles=(), problems=())])
def test_what_is_written_keeps_to_the_schema(accounts):
    jsonschema.validate(json.loads(form.render(accounts)), schema.schema())


def test_the_schema_refuses_what_is_no_account():
    written = json.loads(form.render(made_accounts()))
    written["stories"][0]["claims"][0]["standing"] = "true"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, schema.schema())


def test_the_keys_are_those_of_the_design():
    written = json.loads(form.render(made_accounts()))
    assert list(written) == ["headwater", "schema", "articles", "stories", "passages", "problems"]
    article, story = written["articles"][0], written["stories"][0]
    assert set(article) == {field.name for field in fields(Article)}
    assert {"id", "source", "record", "outlet", "title", "published", "language", "text"} <= set(article)
    assert set(story) == {field.name for field in fields(Account)} - {"sources"}
    claim = story["claims"][1]
    assert claim["independent"] == {"least": 1, "most": 1}
    assert claim["reports"][0]["attribution"] == {
        "speaker": "Inspector Hanna Orrell",
        "cue": "said",
        "kind": "indirect",
    }
    assert claim["reports"][0].keys() >= {"article", "start", "end", "origin", "evidence"}
    assert story["conflicts"][2]["sides"][1]["value"] == "Nine"
    assert story["quotations"][0]["reports"][0]["cue"] is None
    assert written["problems"][0]["reason"] == "empty"


def test_places_count_code_points_of_the_text():
    written = json.loads(form.render(made_accounts()))
    texts = {article["id"]: article["text"] for article in written["articles"]}
    report = written["stories"][0]["claims"][0]["reports"][0]
    assert texts[report["article"]][report["start"] : report["end"]] == "seven reliquaries were gone"


def test_one_account_alone_brings_its_own_articles():
    written = json.loads(form.render(made_account().alone()))
    assert [story["id"] for story in written["stories"]] == [made_account().id]
    assert [article["id"] for article in written["articles"]] == list(made_account().articles)


def test_a_file_name_that_is_no_unicode_can_be_written():
    accounts = made_accounts()
    odd = replace(accounts.articles[0], source="caf\udce9.txt")
    written = json.loads(form.render(replace(accounts, articles=(odd, *accounts.articles[1:]))))
    assert written["articles"][0]["source"] == "caf�.txt"


def test_hostile_texts_are_data():
    accounts = hostile_accounts()
    written = json.loads(form.render(accounts))
    assert written["stories"][0]["claims"][6]["text"] == accounts.stories[0].claims[6].text
