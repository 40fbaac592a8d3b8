import "./base.css";
import "./figures.css";
import "./passport.css";

// The theme chosen on this device; without a choice, the system's.
const theme = remembered();
if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest("[data-toggle-theme]");
  if (!button) return;
  const dark =
    document.documentElement.dataset["theme"] === "dark" ||
    (!document.documentElement.dataset["theme"] && matchMedia("(prefers-color-scheme: dark)").matches);
  const next = dark ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  remember(next);
});

// Inside another site's page a browser may keep nothing for us, and says so with an error.
function remembered(): string | null {
  try {
    return localStorage.getItem("limpide-theme");
  } catch {
    return null;
  }
}
function remember(theme: string): void {
  try {
    localStorage.setItem("limpide-theme", theme);
  } catch {
    // It holds for this page only.
  }
}

// On a phone, rows of these tables are cards: each cell says what it is.
for (const table of document.querySelectorAll<HTMLTableElement>("table.cards")) {
  const names = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) =>
    cell.querySelector(".hidden-visually") ? "" : cell.textContent.trim(),
  );
  for (const row of table.tBodies[0]?.rows ?? [])
    [...row.cells].forEach((cell, at) => (cell.dataset["name"] = cell.colSpan > 1 ? "" : (names[at] ?? "")));
  table.dataset["named"] = "";
}

// An open menu closes with Escape (the focus goes back to it) and with a click elsewhere.
const menus = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false;
});

// One tap in a mail is an answer: the page sends it by itself, scanners that only open links do not.
const tapped = document.querySelector<HTMLFormElement>("form[data-autosend]");
if (tapped) {
  void fetch(location.pathname, { method: "POST", body: new FormData(tapped) }).then((answer) => {
    const kept = document.querySelector<HTMLElement>("[data-kept]");
    if (kept && answer.ok) kept.hidden = false;
  });
}

// What is typed in a long form is not lost by a slip: the browser asks before the page is left.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-leave]")) {
  const written = (): string => JSON.stringify([...new FormData(form)]);
  const before = written();
  let isSent = false;
  form.addEventListener("submit", () => (isSent = true));
  addEventListener("beforeunload", (event) => {
    if (!isSent && written() !== before) event.preventDefault();
  });
}

// Inside another site's page, a page of ours says how high it is.
if (document.body.matches(".embed:not(.chat-page)") && parent !== window)
  new ResizeObserver(() => parent.postMessage({ limpide: "height", height: document.body.offsetHeight }, "*")).observe(document.body);
