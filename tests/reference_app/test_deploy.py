"""The files under ``deploy`` agree with each other and with the service; no container engine is needed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from reference_app.settings import Settings
from tests.reference_app.conftest import Start

DEPLOY = Path(__file__).parents[2] / "reference_app" / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
NGINX = (DEPLOY / "nginx.conf").read_text()
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
PROMETHEUS: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
PROVISIONING = DEPLOY / "grafana" / "provisioning"
DASHBOARD = json.loads((DEPLOY / "grafana" / "dashboards" / "catalogue.json").read_text())

APPS = {"app-1:8000", "app-2:8000"}


def _command() -> list[str]:
    [command] = re.findall(r"^CMD (\[.*?\])", DOCKERFILE.replace("\\\n", ""), re.MULTILINE)
    return list(json.loads(command))


def test_services_depend_on_services_that_exist() -> None:
    for service in SERVICES.values():
        assert set(service.get("depends_on", ())) <= SERVICES.keys()
        assert set(service["networks"]) <= COMPOSE["networks"].keys()


def test_a_service_waited_for_has_a_health_check() -> None:
    for service in SERVICES.values():
        conditions = service.get("depends_on", {})
        for name in conditions if isinstance(conditions, dict) else ():
            if conditions[name]["condition"] == "service_healthy" and "build" not in SERVICES[name]:
                assert "healthcheck" in SERVICES[name]
    assert "HEALTHCHECK" in DOCKERFILE


def test_mounted_files_exist_and_volumes_are_declared() -> None:
    for service in SERVICES.values():
        for mount in service.get("volumes", ()):
            source = mount.split(":")[0]
            if source.startswith("."):
                assert (DEPLOY / source).exists(), source
            else:
                assert source in COMPOSE["volumes"]


def test_the_image_is_built_from_files_that_exist() -> None:
    build = SERVICES["app-1"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "Dockerfile")


def test_settings_in_the_composition_exist() -> None:
    names = {name.removeprefix("CATALOGUE_").lower() for name in SERVICES["app-1"]["environment"]}
    assert names - {"forwarded_allow_ips"} <= Settings.model_fields.keys()


def test_urls_name_services_of_the_composition() -> None:
    environment = SERVICES["app-1"]["environment"]
    assert "@postgres:5432/" in environment["CATALOGUE_DATABASE_URL"]
    assert environment["CATALOGUE_REDIS_URL"].startswith("redis://redis:6379/")
    assert {"postgres", "redis"} <= SERVICES.keys()


def test_no_secret_is_committed() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if name.endswith(("PASSWORD", "KEY")):
                assert re.fullmatch(r"\$\{\w+:\?\}", value)


def test_only_the_network_of_the_proxy_is_believed() -> None:
    [subnet] = [config["subnet"] for config in COMPOSE["networks"]["inside"]["ipam"]["config"]]
    assert SERVICES["app-1"]["environment"]["FORWARDED_ALLOW_IPS"] == subnet
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX


def test_the_container_runs_uvicorn_itself_and_not_as_root() -> None:
    command = _command()
    assert command[:2] == ["uvicorn", "reference_app.main:app"]
    assert command[command.index("--port") + 1] == "8000"
    assert "--timeout-graceful-shutdown" in command
    assert "USER catalogue" in DOCKERFILE


def test_graceful_shutdown_fits_into_the_grace_period() -> None:
    command = _command()
    seconds = int(command[command.index("--timeout-graceful-shutdown") + 1])
    assert seconds < int(SERVICES["app-1"]["stop_grace_period"].removesuffix("s"))


def test_connections_outlive_the_proxy() -> None:
    command = _command()
    upstream = re.search(r"keepalive_timeout (\d+)s", NGINX)
    assert upstream
    assert int(command[command.index("--timeout-keep-alive") + 1]) > int(upstream[1])


def test_nginx_and_prometheus_know_the_same_instances() -> None:
    targets = PROMETHEUS["scrape_configs"][0]["static_configs"][0]["targets"]
    assert set(re.findall(r"server ([\w-]+:\d+)", NGINX)) == set(targets) == APPS
    assert {name.split(":")[0] for name in APPS} <= SERVICES.keys()


def test_blocks_and_directives_of_nginx_are_closed() -> None:
    text = re.sub(r"'[^']*'|#.*", "", NGINX)
    assert text.count("{") == text.count("}")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert all(line.endswith(("{", "}", ";")) for line in lines)


def test_nginx_answers_errors_as_the_service_does() -> None:
    for status, body in re.findall(r"return (\d{3}) '(.*)';", NGINX):
        assert json.loads(body)["status"] == int(status)


def test_prometheus_finds_its_rules() -> None:
    mounts = dict(mount.split(":")[:2] for mount in SERVICES["prometheus"]["volumes"])
    for name in PROMETHEUS["rule_files"]:
        assert mounts[f"./{name}"] == f"/etc/prometheus/{name}"
        assert (DEPLOY / name).exists()


def test_grafana_finds_prometheus_and_the_dashboard() -> None:
    [source] = yaml.safe_load((PROVISIONING / "datasources" / "prometheus.yaml").read_text())["datasources"]
    [provider] = yaml.safe_load((PROVISIONING / "dashboards" / "catalogue.yaml").read_text())["providers"]
    assert source["url"] == "http://prometheus:9090"
    assert {panel["datasource"]["uid"] for panel in DASHBOARD["panels"]} == {source["uid"]}
    assert any(mount.split(":")[1] == provider["options"]["path"] for mount in SERVICES["grafana"]["volumes"])


@pytest.mark.asyncio
async def test_the_dashboard_asks_for_series_and_labels_that_exist(start: Start) -> None:
    service = await start()
    await service.client.get("/items")
    text = (await service.client.get("/metrics")).text
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels.setdefault(sample.name, {"instance"}).update(sample.labels)
    for query in [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]:
        named = set(re.findall(r"http_\w+", query))
        assert named <= labels.keys()
        grouped = {label for group in re.findall(r"by \(([^)]*)\)", query) for label in group.split(", ")}
        grouped |= set(re.findall(r"(\w+)=~?\"", query))
        assert grouped <= set.union(*(labels[name] for name in named))
