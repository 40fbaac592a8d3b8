"""An OpenAPI description becomes actions that are closed until somebody opens them."""

import pytest
import yaml

from demo_shop import Shop, create_app
from limpide.flows import InvalidActionError, Request, import_openapi, read_actions


def test_the_shops_own_description_becomes_careful_actions() -> None:
    text = import_openapi(create_app(Shop(), "t").openapi(), "shop")

    found = {each.name: each for each in read_actions(text)}
    assert {"get_order", "cancel_order", "open_return", "find_products"} <= set(found)
    cancel = found["cancel_order"]
    assert (cancel.changes, cancel.autonomy, cancel.repeatable) == (True, "approve", True)
    returning, finding = found["open_return"].request, found["find_products"].request
    assert isinstance(returning, Request)
    assert returning.body == ("order", "item", "reason", "wish")
    assert isinstance(finding, Request)
    assert finding.query == ("search", "most_cents", "kind")
    assert all(each.owner is None and not each.is_public for each in found.values())


def test_the_company_may_say_its_policy_in_the_description() -> None:
    operation = {
        "operationId": "getStock",
        "x-limpide": {"public": True, "identity": "anonymous"},
        "responses": {"200": {}},
    }
    text = import_openapi({"openapi": "3.1.0", "paths": {"/stock": {"get": operation}}}, "shop")

    [action] = read_actions(text)
    assert (action.name, action.is_public, action.identity) == ("get_stock", True, "anonymous")


@pytest.mark.parametrize(
    "description",
    [
        {},
        {"swagger": "2.0", "paths": {}},
        {"openapi": "3.0.0", "paths": {}},
        {
            "openapi": "3.0.0",
            "paths": {"/x": {"get": {"parameters": [{"$ref": "http://elsewhere/x"}]}}},
        },
    ],
)
def test_what_is_no_description_is_refused(description: dict[str, object]) -> None:
    with pytest.raises(InvalidActionError):
        import_openapi(description, "shop")


def test_a_description_that_goes_in_circles_ends() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}
    operation = {"operationId": "put", "requestBody": {"content": content}, "responses": {}}
    description = {
        "openapi": "3.0.0",
        "components": {"schemas": {"Node": node}},
        "paths": {"/x": {"put": operation}},
    }

    assert yaml.safe_load(import_openapi(description, "loops"))["actions"]["put"]
