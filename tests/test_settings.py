from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.settings import Settings, load_settings


def refusal_of(**flags: object) -> str:
    with pytest.raises(VozesError) as refusal:
        load_settings(**flags)
    assert refusal.value.code == ErrorCode.INVALID_SETTINGS
    return refusal.value.message


def test_flags_win_over_variables_and_variables_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vozes.toml").write_text("port = 1001\nqueue_limit = 1\nstall_seconds = 1.5\n")
    monkeypatch.setenv("VOZES_PORT", "1002")
    monkeypatch.setenv("VOZES_QUEUE_LIMIT", "2")
    settings = load_settings(port=1003, queue_limit=None)
    assert (settings.port, settings.queue_limit, settings.stall_seconds) == (1003, 2, 1.5)


def test_lists_are_written_with_commas_or_as_toml_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vozes.toml").write_text('cors_origins = ["https://a.example"]\n')
    monkeypatch.setenv("VOZES_ALLOWED_HOSTS", "a.example, b.example")
    settings = load_settings()
    assert settings.allowed_hosts == ("a.example", "b.example")
    assert settings.cors_origins == ("https://a.example",)


@pytest.mark.parametrize(
    "line",
    [
        'default_voices = "pt-br=pm_alex, de=avó"',
        'default_voices = ["pt-br=pm_alex", "de = avó"]',
        '[default_voices]\npt-br = "pm_alex"\nde = "avó"',
    ],
)
def test_a_table_is_written_as_a_list_of_entries_or_as_a_toml_table(line: str, tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text(line + "\n", encoding="utf-8")
    assert load_settings().default_voices == {"pt-br": "pm_alex", "de": "avó"}
    assert load_settings(default_voices="es=x").default_voices == {"es": "x"}


@pytest.mark.parametrize("value", ["pt-br", "=pf_dora", "pt-br=", "pt-br pf_dora", 5, ["pt-br"]])
def test_a_table_with_half_an_entry_is_refused(value: object) -> None:
    assert "default_voices must be" in refusal_of(default_voices=value)


def test_an_unknown_variable_is_refused_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOZES_PROT", "1")
    assert "VOZES_PROT (did you mean VOZES_PORT?)" in refusal_of()


def test_an_unknown_name_in_the_file_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text("prot = 1\n")
    assert f"there is no setting prot in {tmp_path / 'vozes.toml'} (did you mean port?)" in refusal_of()


def test_an_unknown_name_that_is_near_to_none_is_given_no_other(tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text("xyzzy = 1\n")
    assert "did you mean" not in refusal_of()


def test_a_wrong_value_is_told_with_where_it_was_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vozes.toml").write_text('port = "abc"\n')
    assert f"port must be a whole number (set by {tmp_path / 'vozes.toml'})" in refusal_of()
    monkeypatch.setenv("VOZES_PORT", "-1")
    assert "port must be at least 0 (set by VOZES_PORT)" in refusal_of()
    assert "port must be at most 65535 (set by --port)" in refusal_of(port=70000)


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text("port = 1001\n", encoding="utf-8-sig")
    assert load_settings().port == 1001


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text("port = = 1\n")
    assert "vozes.toml" in refusal_of()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", 70000),
        ("port", "x"),
        ("first_sound_seconds", 0),
        ("queue_limit", -1),
        ("heartbeat_timeout_seconds", 0.5),
        ("device", "tpu"),
        ("precision", "int4"),
        ("threads", -1),
        ("batch_memory_mb", 63),
        ("speech_retries", 6),
        ("speech_retries", -1),
    ],
)
def test_a_wrong_value_is_refused_and_named(name: str, value: object) -> None:
    assert name in refusal_of(**{name: value})


def test_what_engines_compute_on_is_set_like_everything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vozes.toml").write_text('device = "cpu"\nprecision = "int8"\n')
    monkeypatch.setenv("VOZES_XTTS_CHECKPOINT", "~/xtts")
    monkeypatch.setenv("VOZES_STYLETTS2_CHECKPOINTS", "~/models")
    settings = load_settings(threads="4")
    assert (settings.device, settings.precision, settings.threads) == ("cpu", "int8", 4)
    assert settings.xtts_checkpoint == Path.home() / "xtts"
    assert settings.styletts2_checkpoints == Path.home() / "models"
    assert load_settings(device="mps").device == "mps"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "vozes.example.org"])
def test_listening_beyond_loopback_takes_a_key_or_an_explicit_word(host: str) -> None:
    assert "VOZES_API_KEY" in refusal_of(host=host)
    assert load_settings(host=host, no_auth=True).host == host
    assert load_settings(host=host, api_key="secret").host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_takes_no_key(host: str) -> None:
    assert load_settings(host=host).listens_on_loopback


def test_a_blank_key_is_no_key() -> None:
    assert "api_key" in refusal_of(api_key="  ", host="0.0.0.0")


def test_the_key_never_shows() -> None:
    assert "hush" not in repr(load_settings(api_key="hush"))


def test_every_setting_has_a_help_text() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("written", "endpoint", "is_open"),
    [("10200", ("127.0.0.1", 10200), False), ("localhost:1", ("localhost", 1), False), ("[::1]:0", ("[::1]", 0), False),
     ("0.0.0.0:10200", ("0.0.0.0", 10200), True), ("[::]:10200", ("[::]", 10200), True),
     (10200, ("127.0.0.1", 10200), False)],
)  # fmt: skip
def test_wyoming_is_a_port_on_loopback_or_an_address_and_a_port(
    written: object, endpoint: tuple[str, int], is_open: bool
) -> None:
    settings = load_settings(wyoming=written)
    assert (settings.wyoming_endpoint, settings.wyoming_is_open) == (endpoint, is_open)


@pytest.mark.parametrize("written", ["", ":10200", "0.0.0.0", "0.0.0.0:", "65536", "-1", "ten", "tcp://0.0.0.0:x"])
def test_anything_else_is_no_address_of_wyoming(written: str) -> None:
    assert "wyoming must be a port such as 10200" in refusal_of(wyoming=written)


def test_nothing_is_told_to_the_network_of_what_only_this_machine_reaches() -> None:
    assert "wyoming_discovery needs" in refusal_of(wyoming="10200", wyoming_discovery=True)
    assert "wyoming_discovery needs" in refusal_of(wyoming_discovery=True)


def test_an_engine_is_bounded_to_nodes_by_the_most_or_by_the_least_and_the_most() -> None:
    settings = load_settings(cluster_replicas="espeak=3, xtts_v2=2-4")
    assert settings.replica_bounds == {"espeak": (1, 3), "xtts_v2": (2, 4)}


@pytest.mark.parametrize("bounds", ["0", "-2", "4-2", "many", "1-2-3", "1.5"])
def test_what_is_no_number_of_nodes_bounds_no_engine(bounds: str) -> None:
    assert "cluster_replicas must be" in refusal_of(cluster_replicas=f"espeak={bounds}")
