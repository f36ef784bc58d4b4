"""The chart for Kubernetes: Helm's own linter, the schemas of what it renders, and whether Vozes takes that."""

import json
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.live import running_server, server_environment, wait_for
from vozes.settings import Settings

helm = pytest.importorskip(
    "helm_python", reason="Helm's library is built for Linux on x86-64: the chart was not tested"
)
kubernetes_validate = pytest.importorskip("kubernetes_validate")

CHART = ROOT / "deploy" / "helm" / "vozes"
LEAST = {"apiKey": {"secret": "own"}}
MOST = {
    "apiKey": {"value": "secret"},
    "autoscaling": {"enabled": True},
    "gpus": 1,
    "image": {"tag": "cuda"},
    "imagePullSecrets": [{"name": "registry"}],
    "ingress": {"enabled": True, "className": "nginx", "tlsSecret": "certificate", "annotations": {"a": "b"}},
    "nodeSelector": {"disk": "fast"},
    "settings": {"allowed_hosts": ["voz.example"], "default_voices": {"pt-br": "pf_dora"}},
    "tolerations": [{"operator": "Exists"}],
    "voices": {"claim": "voices"},
}
WAYS = {"least": LEAST, "most": MOST, "open": {"apiKey": {"none": True}}}
KUBERNETES = ["1.29", "1.34"]
"""Versions whose schemas are held against what is rendered."""


def rendered(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The resources by their kinds, of each of which there is one."""
    with helm.Chart.load(str(CHART)) as chart:
        texts = chart.render(values, name="demo", namespace="voices").values()
    resources = [resource for text in texts for resource in yaml.safe_load_all(text) if resource]
    kinds = {resource["kind"]: resource for resource in resources}
    assert len(kinds) == len(resources)
    return kinds


def container(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = rendered(values)["StatefulSet"]["spec"]["template"]["spec"]["containers"][0]
    return found


@pytest.mark.parametrize("values", WAYS.values(), ids=WAYS)
def test_helms_linter_finds_nothing_but_that_there_is_no_icon(values: dict[str, Any]) -> None:
    found = helm.lint(str(CHART), values, strict=True)
    assert found["errors"] == []
    assert [message["error"] for message in found["messages"]] == ["icon is recommended"]


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("values", WAYS.values(), ids=WAYS)
def test_what_is_rendered_is_what_kubernetes_takes(values: dict[str, Any], version: str) -> None:
    for resource in rendered(values).values():
        kubernetes_validate.validate(resource, version, strict=True)


def test_everything_is_rendered_where_everything_is_wanted() -> None:
    kinds = {"ConfigMap", "HorizontalPodAutoscaler", "Ingress", "Secret", "Service", "StatefulSet"}
    assert rendered(MOST).keys() == kinds
    assert rendered(LEAST).keys() == kinds - {"HorizontalPodAutoscaler", "Ingress", "Secret"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Calls need a key"),
        ({**LEAST, "replicas": 2}, "voices.claim"),
        ({**LEAST, "autoscaling": {"enabled": True}}, "voices.claim"),
        ({**LEAST, "replika": 2}, "replika"),
    ],
)
def test_what_cannot_work_is_refused_in_words(values: dict[str, Any], said: str) -> None:
    with pytest.raises(helm.HelmError, match=said):
        rendered(values)


@pytest.mark.parametrize("values", WAYS.values(), ids=WAYS)
def test_vozes_takes_the_settings(values: dict[str, Any]) -> None:
    settings = Settings(**tomllib.loads(rendered(values)["ConfigMap"]["data"]["vozes.toml"]))
    assert settings.no_auth == values["apiKey"].get("none", False)
    assert list(settings.allowed_hosts) == values.get("settings", {}).get("allowed_hosts", [])


def test_a_pod_may_end_as_slowly_as_the_server_does() -> None:
    resources = rendered({**LEAST, "shutdownSeconds": 100})
    assert resources["StatefulSet"]["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == 115
    assert tomllib.loads(resources["ConfigMap"]["data"]["vozes.toml"])["shutdown_seconds"] == 100


def test_more_pods_come_as_requests_wait() -> None:
    resources = rendered({**MOST, "autoscaling": {"enabled": True, "waiting": 3, "maxReplicas": 9}})
    scaling = resources["HorizontalPodAutoscaler"]["spec"]
    assert scaling["scaleTargetRef"]["name"] == resources["StatefulSet"]["metadata"]["name"]
    assert (scaling["maxReplicas"], "replicas" in resources["StatefulSet"]["spec"]) == (9, False)
    metric = scaling["metrics"][0]["pods"]
    assert (metric["metric"]["name"], metric["target"]["averageValue"]) == ("vozes_queue_waiting", "3")


def test_the_probe_of_the_start_brings_the_key() -> None:
    command = container(MOST)["startupProbe"]["exec"]["command"]
    with running_server(env={"VOZES_API_KEY": "secret"}, command=("-m", "tests.fake_server"), ready="/health") as live:
        here = [word.replace("http://127.0.0.1:8000", live.url) for word in command]
        assert here != command

        def status(key: str) -> int:
            given = server_environment(live.home, {"VOZES_API_KEY": key})
            return subprocess.run(here, env=given, stderr=subprocess.DEVNULL).returncode

        wait_for(lambda: status("secret") == 0)
        assert status("wrong") == 1


def test_the_image_is_the_dockerfiles() -> None:
    user = rendered(LEAST)["StatefulSet"]["spec"]["template"]["spec"]["securityContext"]["runAsUser"]
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert f"USER {user}:{user}" in dockerfile
    assert f"EXPOSE {container(LEAST)['ports'][0]['containerPort']}" in dockerfile
    assert "/data" in json.dumps(container(LEAST)["volumeMounts"])
