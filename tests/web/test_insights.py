"""Leads and auditors see the figures; others do not."""

import httpx
import pytest

from limpide.advisors import Role

from .conftest import SessionOf


@pytest.mark.parametrize("role", [Role.LEAD, Role.AUDITOR])
async def test_leads_and_auditors_see_figures_beside_published_ones(
    anonymous: httpx.AsyncClient, session_of: SessionOf, role: Role
) -> None:
    await session_of(role)
    page = await anonymous.get("/insights?days=90")

    assert page.status_code == 200
    assert "Aucun message n’est parti" in page.text
    assert "Opinium / Quadient, France, 2025" in page.text
    assert "web.insights" not in page.text


async def test_an_advisor_is_told_that_the_role_is_missing(
    anonymous: httpx.AsyncClient, session_of: SessionOf
) -> None:
    await session_of(Role.ADVISOR)
    assert (await anonymous.get("/insights")).status_code == 403
    assert 'href="/insights"' not in (await anonymous.get("/inbox")).text
