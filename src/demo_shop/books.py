"""The shop's books: customers, products, orders, returns, money. SQLite, one writer."""

import json
import sqlite3
import threading
import unicodedata
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unicodedata import combining

_HERE = Path(__file__).parent
RETURN_DAYS = 30
_WORD = 4


class RefusedError(Exception):
    """The shop's rules say no. `code` is for programs, `status` for HTTP."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Shop:
    """One shop in one file. `today` is fixed by tests; otherwise the day it is."""

    def __init__(self, file: Path | None = None, *, today: date | None = None) -> None:
        self._today = today
        self._lock = threading.Lock()
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(file or ":memory:", check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript((_HERE / "schema.sql").read_text())
        if not self._db.execute("select 1 from orders").fetchone():
            self._found()

    @property
    def today(self) -> date:
        """The shop's day."""
        return self._today or date.today()  # noqa: DTZ011 (a shop lives by its own calendar)

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One writer at a time; all or nothing."""
        with self._lock, self._db:
            yield self._db

    def order(self, number: str) -> dict[str, Any]:
        """Give an order with its items. Raises RefusedError(404)."""
        row = self._db.execute(
            "select o.*, c.name as customer_name, p.number as phone from orders o"
            " join customers c using (email) left join phones p using (email) where o.number = ?",
            [number.upper()],
        ).fetchone()
        if row is None:
            raise RefusedError(404, "not_found")
        items = [self._item(number.upper(), item) for item in self._items(row["number"])]
        total = sum(item["price_cents"] * item["quantity"] for item in items)
        return {
            "number": row["number"],
            "status": row["status"],
            "placed_on": row["placed_on"],
            "due_on": row["due_on"],
            "delayed_from": row["delayed_from"],
            "delivered_on": row["delivered_on"],
            "return_until": _return_until(row["delivered_on"]),
            "carrier": row["carrier"],
            "tracking": row["tracking"],
            "items": items,
            "total_cents": total + row["delivery_cents"],
            "paid_by": row["paid_by"],
            "delivery": {
                "mode": row["mode"],
                "address": row["address"],
                "postcode": row["postcode"],
                "city": row["city"],
            },
            "customer": {
                "email": row["email"],
                "name": row["customer_name"],
                "phone": row["phone"],
            },
        }

    def customer(self, email: str) -> dict[str, Any]:
        """Give a customer. Raises RefusedError(404)."""
        row = self._db.execute(
            "select c.email, c.name, p.number as phone from customers c"
            " left join phones p using (email) where c.email = ?",
            [email.lower()],
        ).fetchone()
        if row is None:
            raise RefusedError(404, "not_found")
        return dict(row)

    def orders_of(self, email: str) -> list[dict[str, Any]]:
        """List somebody's orders, the latest first."""
        rows = self._db.execute(
            "select number from orders where email = ? order by placed_on desc", [email.lower()]
        )
        return [self.order(row["number"]) for row in rows.fetchall()]

    def refunds(self, number: str) -> dict[str, Any]:
        """Say what was paid back for an order, and what is on its way."""
        order = self.order(number)
        paid = self._db.execute(
            "select amount_cents, means, at from payments p where number = ? and kind = 'refund'"
            " and not exists (select 1 from payments s where s.number = p.number"
            "   and s.kind = 'refund_stopped' and s.id > p.id"
            "   and not exists (select 1 from payments b where b.number = p.number"
            "     and b.kind = 'refund' and b.id > p.id and b.id < s.id)) order by id",
            [order["number"]],
        ).fetchall()
        waiting = self._db.execute(
            "select id, ref, status, amount_cents, opened_on from returns where number = ?",
            [order["number"]],
        ).fetchall()
        return {
            "number": order["number"],
            "refunds": [dict(row) for row in paid],
            "returns": [dict(row) for row in waiting],
            "customer": order["customer"],
        }

    def products(
        self, words: str, most_cents: int | None, kind: str | None
    ) -> list[dict[str, Any]]:
        """Find products by words, as they are said; the best first, else the cheapest.

        Each word of four letters or more counts that begins like one of name, kind or style.
        """
        wanted = [word for word in _plain(words).split() if len(word) >= _WORD]
        found: list[tuple[int, dict[str, Any]]] = []
        for row in self._db.execute("select * from products order by price_cents"):
            text = f"{row['ref']} {row['name_fr']} {row['name_en']} {row['kind']} {row['style']}"
            known = _plain(text).split()
            score = sum(any(each.startswith(word[:6]) for each in known) for word in wanted)
            fits = (score > 0 or not words.strip()) and kind in {None, row["kind"]}
            if fits and (most_cents is None or row["price_cents"] <= most_cents):
                found.append((score, _product(row)))
        best = max((score for score, _ in found), default=0)
        return [product for score, product in found if score == best]

    def product(self, ref: str) -> dict[str, Any]:
        """Give a product. Raises RefusedError(404)."""
        row = self._db.execute("select * from products where ref = ?", [ref.upper()]).fetchone()
        if row is None:
            raise RefusedError(404, "not_found")
        return _product(row)

    def cancel(self, number: str) -> dict[str, Any]:
        """Cancel an order that has not left, and pay it back the way it came."""
        order = self.order(number)
        if order["status"] == "cancelled":
            raise RefusedError(409, "already_cancelled")
        if order["status"] != "prepared":
            raise RefusedError(409, "already_shipped")
        self._db.execute(
            "update orders set status = 'cancelled' where number = ?", [number.upper()]
        )
        self._book(order, "refund", order["total_cents"])
        return {"number": order["number"], "refund_cents": order["total_cents"],
                "paid_back_to": order["paid_by"]}  # fmt: skip

    def restore(self, number: str) -> dict[str, Any]:
        """Take up a cancelled order again, and stop its money before it leaves: the same day."""
        order = self.order(number)
        if order["status"] != "cancelled":
            raise RefusedError(409, "not_cancelled")
        last = self.payments(order["number"])[-1]
        if last["kind"] != "refund" or last["at"] != self.today.isoformat():
            raise RefusedError(409, "too_late")
        self._db.execute("update orders set status = 'prepared' where number = ?", [number.upper()])
        self._book(order, "refund_stopped", last["amount_cents"])
        return {"number": order["number"], "status": "prepared"}

    def withdraw(self, papers: str, id: str, number: str) -> dict[str, Any]:
        """Take back a return or a claim that nobody has worked on yet."""
        table = {"returns": "returns", "claims": "claims"}[papers]
        gone = self._db.execute(
            f"delete from {table} where id = ? and number = ?",  # noqa: S608 (one of two names)
            [id, number.upper()],
        )
        if not gone.rowcount:
            raise RefusedError(404, "not_found")
        return {"id": id}

    def change_delivery(self, number: str, mode: str, day: str | None) -> dict[str, Any]:
        """Send an order another way or on another day, while that can be done."""
        order = self.order(number)
        if order["status"] in {"delivered", "cancelled"}:
            raise RefusedError(409, f"already_{order['status']}")
        if order["status"] == "shipped" and mode != "point":
            raise RefusedError(409, "already_shipped")
        due = order["due_on"]
        if day is not None:
            if not self.today < date.fromisoformat(day) <= self.today + timedelta(days=21):
                raise RefusedError(409, "day_not_served")
            due = day
        self._db.execute(
            "update orders set mode = ?, due_on = ? where number = ?", [mode, due, number.upper()]
        )
        return {"number": order["number"], "mode": mode, "due_on": due}

    def delay(self, number: str, due: str) -> dict[str, Any]:
        """Note that an order comes later than it was promised; the first promise is kept."""
        order = self.order(number)
        if order["status"] in {"delivered", "cancelled"}:
            raise RefusedError(409, f"already_{order['status']}")
        if date.fromisoformat(due) <= date.fromisoformat(order["due_on"]):
            raise RefusedError(409, "not_later")
        self._db.execute(
            "update orders set delayed_from = coalesce(delayed_from, due_on), due_on = ?"
            " where number = ?",
            [due, order["number"]],
        )
        return self.order(number)

    def open_return(self, number: str, ref: str, reason: str, wish: str) -> dict[str, Any]:
        """Take back an item within thirty days, and pay back the way it was paid."""
        order, item = self._item_of(number, ref)
        if order["status"] != "delivered":
            raise RefusedError(409, "not_delivered")
        delivered = date.fromisoformat(order["delivered_on"])
        if reason != "faulty" and self.today > delivered + timedelta(days=RETURN_DAYS):
            raise RefusedError(409, "too_late")
        if reason != "faulty" and not item["returnable"]:
            raise RefusedError(409, "not_returnable")
        if wish == "exchange" and not self.product(ref)["stock"]:
            raise RefusedError(409, "out_of_stock")
        id = f"RET-{self._next('returns', 4001)}"
        fee = 0 if reason in {"faulty", "wrong_item"} or wish != "refund" else 450
        amount = item["price_cents"] * item["quantity"] - fee if wish != "exchange" else 0
        try:
            self._db.execute(
                "insert into returns values (?, ?, ?, ?, ?, 'announced', ?, ?)",
                [id, order["number"], item["ref"], reason, wish, amount, self.today.isoformat()],
            )
        except sqlite3.IntegrityError as error:
            raise RefusedError(409, "already_returned") from error
        return {
            "id": id, "item": item["name_fr"], "wish": wish, "fee_cents": fee,
            "refund_cents": amount, "paid_back_to": order["paid_by"],
            "bring_before": (self.today + timedelta(days=14)).isoformat(),
        }  # fmt: skip

    def open_claim(self, number: str, ref: str, fault: str) -> dict[str, Any]:
        """Open a warranty claim while the guarantee runs."""
        order, item = self._item_of(number, ref)
        if order["status"] != "delivered":
            raise RefusedError(409, "not_delivered")
        product = self.product(ref)
        months = product["warranty_months"]
        end = date.fromisoformat(order["delivered_on"]) + timedelta(days=round(30.44 * months))
        if self.today > end:
            raise RefusedError(409, "guarantee_over")
        id = f"GAR-{self._next('claims', 701)}"
        try:
            self._db.execute(
                "insert into claims values (?, ?, ?, ?, ?)",
                [id, order["number"], item["ref"], fault, self.today.isoformat()],
            )
        except sqlite3.IntegrityError as error:
            raise RefusedError(409, "already_claimed") from error
        return {"id": id, "item": item["name_fr"], "guarantee_until": end.isoformat(),
                "first_reply_days": 2, "decision_days": 5}  # fmt: skip

    def answered(self, key: str) -> sqlite3.Row | None:
        """Give what was answered to a key before."""
        return self._db.execute("select * from answers where key = ?", [key]).fetchone()

    def remember(self, key: str, request: str, status: int, body: Any) -> None:
        """Keep what was answered to a key."""
        self._db.execute(
            "insert into answers values (?, ?, ?, ?)", [key, request, status, json.dumps(body)]
        )

    def payments(self, number: str) -> list[dict[str, Any]]:
        """List the money of an order, oldest first."""
        rows = self._db.execute("select * from payments where number = ? order by id", [number])
        return [dict(row) for row in rows.fetchall()]

    def _next(self, kind: str, first: int) -> int:
        """Give the next number of a kind of paper: none is given twice, withdrawn or not."""
        self._db.execute(
            "insert into numbers values (?, ?) on conflict (kind) do update set last = last + 1",
            [kind, first],
        )
        row = self._db.execute("select last from numbers where kind = ?", [kind]).fetchone()
        return int(row["last"])

    def _book(self, order: dict[str, Any], kind: str, cents: int) -> None:
        self._db.execute(
            "insert into payments (number, kind, amount_cents, means, at) values (?, ?, ?, ?, ?)",
            [order["number"], kind, cents, order["paid_by"], self.today.isoformat()],
        )

    def _items(self, number: str) -> list[sqlite3.Row]:
        return self._db.execute(
            "select i.*, p.name_fr, p.name_en, p.returnable, p.warranty_months from items i"
            " join products p using (ref) where number = ? order by ref",
            [number],
        ).fetchall()

    def _item(self, number: str, row: sqlite3.Row) -> dict[str, Any]:
        done = self._db.execute(
            "select id from returns where number = ? and ref = ?", [number, row["ref"]]
        ).fetchone()
        return {
            "ref": row["ref"], "name_fr": row["name_fr"], "name_en": row["name_en"],
            "quantity": row["quantity"], "price_cents": row["price_cents"],
            "returnable": bool(row["returnable"]), "return": None if done is None else done["id"],
        }  # fmt: skip

    def _item_of(self, number: str, ref: str) -> tuple[dict[str, Any], dict[str, Any]]:
        order = self.order(number)
        for item in order["items"]:
            if item["ref"] == ref.upper():
                return order, item
        raise RefusedError(404, "no_such_item")

    def _found(self) -> None:
        data = json.loads((_HERE / "goods.json").read_text())

        def day(offset: int | None) -> str | None:
            return None if offset is None else (self.today + timedelta(days=offset)).isoformat()

        with self.writing() as db:
            db.executemany("insert into customers values (?, ?, ?)", data["customers"])
            db.executemany("insert into phones values (?, ?)", data["phones"])
            db.executemany(
                "insert into products values (?, ?, ?, ?, ?, ?, ?, ?, ?)", data["products"]
            )
            for order in data["orders"]:
                db.execute(
                    "insert into orders values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    [
                        order["number"], order["email"], order["status"], day(order["placed"]),
                        day(order["due"]), day(order.get("delayed_from")),
                        day(order.get("delivered")), order.get("carrier"), order.get("tracking"),
                        order["mode"], order["address"], order["postcode"], order["city"],
                        order["paid_by"], order["delivery_cents"],
                    ],
                )  # fmt: skip
                for ref, quantity in order["items"]:
                    price = db.execute(
                        "select price_cents from products where ref = ?", [ref]
                    ).fetchone()[0]
                    db.execute(
                        "insert into items values (?, ?, ?, ?)",
                        [order["number"], ref, quantity, price],
                    )
                total = self.order(order["number"])["total_cents"]
                paid = [("payment", order["placed"])]
                if order["status"] == "cancelled":
                    paid.append(("refund", order["placed"] + 1))
                db.executemany(
                    "insert into payments (number, kind, amount_cents, means, at)"
                    " values (?, ?, ?, ?, ?)",
                    [
                        (order["number"], kind, total, order["paid_by"], day(at))
                        for kind, at in paid
                    ],
                )


def owned_in(orders: Sequence[Mapping[str, Any]]) -> list[str]:
    """Give the references of what somebody has: ordered, and neither cancelled nor sent back."""
    kept = [order for order in orders if order["status"] != "cancelled"]
    return sorted({each["ref"] for order in kept for each in order["items"] if not each["return"]})


def _return_until(delivered: str | None) -> str | None:
    if delivered is None:
        return None
    return (date.fromisoformat(delivered) + timedelta(days=RETURN_DAYS)).isoformat()


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(each if each.isalnum() else " " for each in folded if not combining(each))


def _product(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), "returnable": bool(row["returnable"])}
