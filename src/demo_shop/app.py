"""The shop's HTTP API: bearer token, idempotency keys, errors with a code."""

import hmac
import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from .books import RefusedError, Shop, owned_in
from .telling import Tell

_Number = Annotated[str, Field(pattern=r"^[A-Za-z]{3}-\d{8}$", examples=["OLV-20418801"])]
_Key = Annotated[str | None, Header(alias="Idempotency-Key")]


class DeliveryChange(BaseModel):
    """How and when an order shall come. `day`: a day within three weeks."""

    mode: Literal["door", "point", "shop"]
    day: date | None = None


class NewReturn(BaseModel):
    """What comes back, why, and what the customer wants instead."""

    order: _Number
    item: str
    reason: Literal["changed_mind", "faulty", "wrong_item", "too_big"]
    wish: Literal["refund", "exchange", "voucher"]


class NewClaim(BaseModel):
    """What broke, and how."""

    order: _Number
    item: str
    fault: str = Field(max_length=500)


class Delay(BaseModel):
    """The day on which a late order is expected now."""

    due_on: date


def create_app(shop: Shop, token: str, tell: Tell | None = None) -> FastAPI:  # noqa: C901 (one function per address)
    """Build the API over a shop's books."""

    def known(authorization: Annotated[str, Header()] = "") -> None:
        if not hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode()):
            raise HTTPException(401, "The token is missing or wrong.")

    app = FastAPI(title="Maison Olvera: shop", version="1")
    shown = APIRouter(dependencies=[Depends(known)])

    @app.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        return JSONResponse({"code": error.code}, error.status)

    @shown.get("/orders/{number}", operation_id="get_order")
    def get_order(number: str) -> dict[str, Any]:
        return shop.order(number)

    @shown.get("/orders", operation_id="list_orders")
    def list_orders(email: str) -> dict[str, Any]:
        orders = shop.orders_of(email)
        return {"customer": shop.customer(email), "orders": orders, "owned": owned_in(orders)}

    @shown.get("/orders/{number}/refunds", operation_id="get_refunds")
    def get_refunds(number: str) -> dict[str, Any]:
        return shop.refunds(number)

    @shown.get("/orders/{number}/payments", operation_id="list_payments")
    def list_payments(number: str) -> dict[str, Any]:
        return {"payments": shop.payments(number)}

    @shown.get("/products", operation_id="find_products")
    def find_products(
        search: str = "",
        most_cents: Annotated[int | None, Query(ge=0)] = None,
        kind: str | None = None,
    ) -> dict[str, Any]:
        return {"products": shop.products(search, most_cents, kind)}

    @shown.get("/products/{ref}", operation_id="get_product")
    def get_product(ref: str) -> dict[str, Any]:
        return shop.product(ref)

    @shown.post("/orders/{number}/cancellation", operation_id="cancel_order")
    def cancel_order(number: str, key: _Key = None) -> JSONResponse:
        return _once(shop, key, f"cancel {number}", 200, lambda: shop.cancel(number))

    @shown.post("/orders/{number}/restoration", operation_id="restore_order")
    def restore_order(number: str, key: _Key = None) -> JSONResponse:
        return _once(shop, key, f"restore {number}", 200, lambda: shop.restore(number))

    @shown.put("/orders/{number}/delivery", operation_id="change_delivery")
    def change_delivery(number: str, change: DeliveryChange, key: _Key = None) -> JSONResponse:
        day = None if change.day is None else change.day.isoformat()
        what = f"delivery {number} {change.mode} {day}"
        return _once(shop, key, what, 200, lambda: shop.change_delivery(number, change.mode, day))

    @shown.post("/orders/{number}/delay", operation_id="note_delay")
    def note_delay(number: str, delay: Delay, key: _Key = None) -> JSONResponse:
        what = f"delay {number} {delay.due_on}"
        answer = _once(shop, key, what, 200, lambda: shop.delay(number, delay.due_on.isoformat()))
        if tell is not None:
            # After it is noted; the same delay again is the same message.
            tell(shop.order(number))
        return answer

    @shown.post("/returns", operation_id="open_return", status_code=201)
    def open_return(new: NewReturn, key: _Key = None) -> JSONResponse:
        return _once(
            shop,
            key,
            f"return {new.model_dump_json()}",
            201,
            lambda: shop.open_return(new.order, new.item, new.reason, new.wish),
        )

    @shown.post("/claims", operation_id="open_claim", status_code=201)
    def open_claim(new: NewClaim, key: _Key = None) -> JSONResponse:
        return _once(
            shop,
            key,
            f"claim {new.model_dump_json()}",
            201,
            lambda: shop.open_claim(new.order, new.item, new.fault),
        )

    @shown.delete("/{papers}/{id}", operation_id="withdraw")
    def withdraw(
        papers: Literal["returns", "claims"], id: str, order: _Number, key: _Key = None
    ) -> JSONResponse:
        what = f"withdraw {papers} {id} {order}"
        return _once(shop, key, what, 200, lambda: shop.withdraw(papers, id, order))

    app.include_router(shown)
    return app


def _once(
    shop: Shop, key: str | None, request: str, status: int, work: Callable[[], dict[str, Any]]
) -> JSONResponse:
    """Do it once per key; the same key with another request is refused."""
    with shop.writing():
        before = None if key is None else shop.answered(key)
        if before is not None:
            if before["request"] != request:
                raise RefusedError(422, "key_used_otherwise")
            return JSONResponse(json.loads(before["body"]), before["status"])
        body = work()
        if key is not None:
            shop.remember(key, request, status, body)
    return JSONResponse(body, status)
