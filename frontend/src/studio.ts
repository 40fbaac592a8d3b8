import "./studio.css";
import "./images";

// Campaign pages: a forecast that is fetched, a progress that is fetched again, a count that follows.
const REFRESH = 3000;
const PAUSE = 400;

async function draw(path: string, target: Element, options: RequestInit = {}): Promise<boolean> {
  const answer = await fetch(path, { ...options, headers: { "X-Fragment": "1" } });
  if (answer.ok) target.innerHTML = await answer.text();
  target.removeAttribute("aria-busy");
  return answer.ok;
}

for (const target of document.querySelectorAll<HTMLElement>("[data-load]")) {
  void draw(target.dataset["load"]!, target);
}

for (const target of document.querySelectorAll<HTMLElement>("[data-refresh]")) {
  const again = async (): Promise<void> => {
    // Whoever reads or types in the fragment is not interrupted; it is drawn again after that.
    const busy = target.contains(document.activeElement) || document.hidden;
    if (!busy) await draw(target.dataset["refresh"]!, target);
    if (busy || target.querySelector("[data-live]")) setTimeout(() => void again(), REFRESH);
  };
  if (target.querySelector("[data-live]")) setTimeout(() => void again(), REFRESH);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-count]")) {
  const target = form.querySelector("[data-counted]");
  let timer = 0;
  let turn = 0;
  const count = async (): Promise<void> => {
    const mine = ++turn;
    const shown = document.createElement("div");
    const done = await draw(form.dataset["count"]!, shown, { method: "POST", body: new FormData(form) });
    // An older question may be answered after a newer one.
    if (done && mine === turn && target) target.innerHTML = shown.innerHTML;
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void count(), PAUSE);
  });
}
