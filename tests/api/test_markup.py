from fastapi.testclient import TestClient

from vozes.text.markup.support import Capability, Support


def test_the_table_of_markup_names_elements_tags_and_engines(client: TestClient) -> None:
    answer = client.get("/v1/markup")
    assert answer.status_code == 200
    table = answer.json()
    assert set(table) == {"ssml", "tags", "engines"}
    elements = {each["element"]: each for each in table["ssml"]}
    assert elements["break"]["attributes"] == ["time", "strength"]
    assert {"speak", "p", "s", "prosody", "emphasis", "say-as", "sub", "phoneme", "lang", "voice", "mark"} < set(
        elements
    )
    assert all(each["does"].endswith(".") for each in [*table["ssml"], *table["tags"]])
    assert "[pause:500ms]" in [each["tag"] for each in table["tags"]]


def test_the_table_says_what_each_engine_can_do(client: TestClient) -> None:
    engines = client.get("/v1/markup").json()["engines"]
    assert list(engines) == list(client.get("/v1/monitor/info").json()["engines"])
    assert all(set(each) == set(Capability) and set(each.values()) <= set(Support) for each in engines.values())
