"""Sites are read politely, within limits, and never inside somebody's network."""

from limpide import knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import Limits, SkipReason

from .conftest import Site

OPEN = Limits(may_read_private=True, pause_seconds=0, page_seconds=2, max_bytes=100_000)


def _page(title: str, text: str, *links: str) -> str:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    body = f"<nav>{anchors}</nav><main><h1>{title}</h1><p>{text}</p></main>"
    return f'<html lang="fr"><body>{body}</body></html>'


async def _add(
    pool: Pool, workspace: WorkspaceId, url: str, actor: Actor, limits: Limits = OPEN
) -> knowledge.Added:
    return await knowledge.add(pool, workspace, url, actor=actor, limits=limits)


def _reasons(added: knowledge.Added) -> dict[str, SkipReason]:
    return {left.path.rpartition("/")[2]: left.reason for left in added.skipped}


async def test_private_addresses_are_refused_unless_allowed(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/", _page("Accueil", "Bienvenue."))

    refused = await _add(pool, workspace, site.url + "/", maud, Limits(pause_seconds=0))

    assert [left.reason for left in refused.skipped] == [SkipReason.FORBIDDEN_ADDRESS]
    assert site.asked == []
    for url in ("http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://0x7f.1/"):
        added = await _add(pool, workspace, url, maud, Limits(pause_seconds=0, page_seconds=3))
        assert added.added == ()
        assert added.skipped


async def test_links_are_followed_on_the_same_host_only(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page(
        "/", _page("Accueil", "Bienvenue.", "/a", "b#x", "http://169.254.169.254/", "mailto:x")
    )
    site.page(
        "/a", _page("Retours", "Trente jours pour renvoyer.", "/", "/c", "javascript:void(0)")
    )
    site.page("/b", _page("Livraison", "Trois jours."))
    site.page("/c", b"# Note\n\nDu texte.", Content_Type="text/markdown")

    added = await _add(pool, workspace, site.url + "/", maud)

    assert [path.rpartition("/")[2] for path in added.added] == ["", "a", "b", "c"]
    assert added.skipped == ()
    async with pool.transaction(workspace) as db:
        documents = await knowledge.list_documents(db)
    assert {d.title for d in documents} == {"Accueil", "Retours", "Livraison", "Note"}


async def test_robots_txt_is_honoured(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /prive", Content_Type="text/plain")
    site.page("/", _page("Accueil", "Bienvenue.", "/prive/x"))
    site.page("/prive/x", _page("Privé", "Rien à lire."))

    added = await _add(pool, workspace, site.url + "/", maud)

    assert _reasons(added) == {"x": SkipReason.ROBOTS}
    assert "/prive/x" not in site.asked


async def test_a_site_whose_robots_txt_is_in_trouble_is_left_alone(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/robots.txt", "", status=503)
    site.page("/", _page("Accueil", "Bienvenue."))

    assert _reasons(await _add(pool, workspace, site.url + "/", maud)) == {"": SkipReason.ROBOTS}


async def test_redirects_stay_on_the_host_and_end(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/", _page("Accueil", "Bienvenue.", "/moved", "/out", "/round"))
    site.page("/moved", "", status=301, Location="/new")
    site.page("/new", _page("Nouveau", "Le nouveau texte."))
    site.page("/out", "", status=302, Location="http://169.254.169.254/latest")
    site.page("/round", "", status=302, Location="/round")

    added = await _add(pool, workspace, site.url + "/", maud)

    assert [path.rpartition("/")[2] for path in added.added] == ["", "new"]
    assert _reasons(added) == {"out": SkipReason.OUTSIDE, "round": SkipReason.UNREADABLE}


async def test_large_packed_and_odd_pages_are_skipped(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/", _page("Accueil", "Bienvenue.", "/big", "/packed", "/film", "/gone"))
    site.page("/big", b"x" * 200_000)
    site.page("/packed", b"\x1f\x8b", Content_Encoding="gzip")
    site.page("/film", b"\x00", Content_Type="video/mp4")

    assert _reasons(await _add(pool, workspace, site.url + "/", maud)) == {
        "big": SkipReason.TOO_LARGE,
        "packed": SkipReason.UNREADABLE,
        "film": SkipReason.UNKNOWN_FORMAT,
        "gone": SkipReason.NOT_FOUND,
    }


async def test_a_visit_ends_after_the_pages_it_may_read(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/", _page("Accueil", "Bienvenue.", *(f"/{n}" for n in range(20))))
    for number in range(20):
        site.page(f"/{number}", _page(f"Page {number}", f"Texte numéro {number}."))
    few = Limits(may_read_private=True, pause_seconds=0, max_pages=5)

    assert len((await _add(pool, workspace, site.url + "/", maud, few)).added) == 5


async def test_a_page_that_is_gone_is_retired_and_a_site_in_trouble_loses_nothing(
    pool: Pool, workspace: WorkspaceId, site: Site, maud: Actor
) -> None:
    site.page("/", _page("Accueil", "Bienvenue.", "/a", "/b"))
    site.page("/a", _page("Retours", "Trente jours."))
    site.page("/b", _page("Livraison", "Trois jours."))
    await _add(pool, workspace, site.url + "/", maud)

    site.page("/a", "", status=503)
    assert (await _add(pool, workspace, site.url + "/", maud)).retired == ()
    home = site.pages.pop("/")
    site.page("/", "", status=500)
    assert (await _add(pool, workspace, site.url + "/", maud)).retired == ()
    site.pages["/"] = home
    del site.pages["/a"]
    retired = (await _add(pool, workspace, site.url + "/", maud)).retired

    assert [path.rpartition("/")[2] for path in retired] == ["a"]
