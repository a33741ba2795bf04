"""The OpenAPI document is the truth: schemathesis asks every route for everything that it describes, and more.

Its cases are built by the test that asks them. Collected by schemathesis itself they would be built for all routes by
every worker of every run.
"""

import json
import time
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agent_desktop.hub.server.app import OPERATIONS
from agent_desktop.hub.server.openapi import codes_of, document
from tests.chances import tries
from tests.hub.server.conftest import Team
from tests.hub.server.desk import http, signed_in

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(document(OPERATIONS))
#: Asks the servers that it is told, wherever they are: not by chance.
ASKS_OTHERS = "/v1/admin/voice/trunks/{id}/test"
ROUTES = {f"{one.method} {one.path}": one for one in OPERATIONS if one.path != ASKS_OTHERS}


def test_the_hub_serves_the_document(team: Team) -> None:
    with http(team.url) as client:
        served = client.get("/v1/openapi.json").json()
    assert served == json.loads(json.dumps(document(OPERATIONS)))
    assert set(served["paths"]) == {one.path for one in OPERATIONS}


def test_every_code_of_a_route_is_a_code_of_the_protocol() -> None:
    from agent_desktop.hub.doors.faults import CODES

    for operation in OPERATIONS:
        assert set(codes_of(operation)) <= set(CODES)


def patient_token(url: str) -> str:
    """Ben's, in a session of its own: wrong tries at other routes, from the same address, may make him wait."""
    with http(url) as client:
        wish = {"type": "sign_in", "email": "ben@example.org", "password": "ben has a password"}
        while (answer := client.post("/v1/sign-in", json=wish)).status_code == 429:
            time.sleep(int(answer.json()["problem"]["value"]))
        return signed_in(answer).token


@settings(
    max_examples=tries(12),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def keeps_its_word(case: Any, team: Team) -> None:
    path = case.operation.path
    if path in ("/v1/sign-out", "/v1/password"):
        token = patient_token(team.url)
    else:
        token = team.owner if "/admin/" in path or path.startswith("/v1/sessions") else team.ann
    case.call_and_validate(
        base_url=team.url, headers={"Authorization": f"Bearer {token}"}, checks=CHECKS
    )


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_every_route_keeps_its_word(route: str, team: Team) -> None:
    one = ROUTES[route]
    build_operation_test(
        config=SCHEMA.config,
        operation=SCHEMA[one.path][one.method],
        test_func=keeps_its_word,
        given_kwargs={},
        feedback=FeedbackSources(),
    )(team=team)
