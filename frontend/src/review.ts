import "./inbox.css";
import "./chat.css";
import "./review.css";
import { compose, drawAdvice, keepBefore } from "./composer";

// The review queue by keyboard: the page is plain forms; this moves, presses and keeps it fresh.
const panes = document.querySelector<HTMLElement>("[data-review]");
if (panes) start(panes);

function start(root: HTMLElement): void {
  const csrf = root.dataset["csrf"] ?? "";
  const open = root.dataset["open"];
  const find = <T extends HTMLElement>(selector: string): T | null => root.querySelector<T>(selector);

  const several = find("[data-several]");
  const picked = (): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>(".pick input")];
  const count = (): void => {
    if (several) several.hidden = !picked().some((box) => box.checked);
  };
  root.addEventListener("change", count);

  const stream = new EventSource("/review/events");
  stream.addEventListener("changed", () => void lines());
  async function lines(): Promise<void> {
    const answer = await fetch(`/review/lines${location.search}`, { headers: { "X-Fragment": "1" } });
    const target = find("[data-lines]");
    if (!answer.ok || !target) return;
    const kept = new Set(picked().filter((box) => box.checked).map((box) => box.value));
    const focused = (document.activeElement as HTMLElement | null)?.getAttribute("href");
    target.innerHTML = await answer.text();
    for (const box of picked()) box.checked = kept.has(box.value);
    if (open) find(`.line[href^="/review/${open}"]`)?.setAttribute("aria-current", "true");
    if (focused) find(`.line[href="${focused}"]`)?.focus();
    count();
    await assignment();
  }

  // A colleague may take what is open here; what is being chosen or read there is left alone.
  async function assignment(): Promise<void> {
    const target = find("[data-assignment]");
    if (!open || !target || target.contains(document.activeElement)) return;
    const answer = await fetch(`/review/${open}/assignment${location.search}`, { headers: { "X-Fragment": "1" } });
    if (!answer.ok) return;
    const html = await answer.text();
    if (html.trim() !== target.innerHTML.trim()) target.innerHTML = html;
    const taken = target.querySelector("[data-taken]") !== null;
    for (const button of root.querySelectorAll<HTMLButtonElement>("[data-decide] button")) button.disabled = taken;
  }

  const box = find<HTMLTextAreaElement>("[data-text]");
  let timer = 0;
  const changed = (): void => {
    const preview = find("[data-preview]");
    if (preview && box) preview.textContent = box.value;
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), 500);
  };
  const field = find("[data-composer]");
  const composer = field && compose(field, csrf, changed);
  if (composer) keepBefore(root, composer);
  else box?.addEventListener("input", changed);
  root.addEventListener("click", (event) => {
    const where = (event.target as HTMLElement).closest<HTMLElement>("[data-hint]")?.dataset["hint"];
    if (where) composer?.place(where);
  });
  async function check(): Promise<void> {
    const body = new FormData(box!.form!);
    const answer = await fetch(`/review/${open}/check`, { method: "POST", body, headers: { "X-CSRF": csrf } });
    const findings = find("[data-findings]");
    if (!answer.ok || !findings) return;
    drawAdvice(findings, await answer.text());
    const why = find("[data-why]");
    if (why) why.hidden = !findings.querySelector("[data-amber]");
    await redraw();
  }

  // The channel draws what is kept: a mail in its frame, an SMS with its label and its parts.
  async function redraw(): Promise<void> {
    const place = find("[data-preview-place]");
    if (!place || (composer && !(await composer.flush()))) return;
    const answer = await fetch(`/review/${open}/preview`, { headers: { "X-Fragment": "1" } });
    if (answer.ok) place.innerHTML = await answer.text();
  }

  const press = (name: string): void => find(`[data-key="${name}"]`)?.click();
  box?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) press("approve");
  });

  const all = (): HTMLAnchorElement[] => [...root.querySelectorAll<HTMLAnchorElement>(".line")];
  const place = (): number => {
    const focused = all().findIndex((line) => line === document.activeElement);
    return focused >= 0 ? focused : all().findIndex((line) => line.hasAttribute("aria-current"));
  };
  const move = (step: number): void => {
    const next = Math.min(Math.max(place() + step, 0), all().length - 1);
    all()[next]?.focus();
  };
  const pick = (): void => {
    const tick = all()[place()]?.closest(".pick")?.querySelector("input");
    if (tick && !tick.disabled) tick.click();
  };
  const acts: Record<string, () => void> = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("approve"),
    e: () => box?.focus(),
    r: () => find("[data-reason]")?.focus(),
    t: () => press("take"),
    x: pick,
    m: () => press("mine"),
    u: () => press("release"),
    g: () => find("[data-give]")?.focus(),
    A: () => {
      if (several && !several.hidden) press("several");
    },
    M: () => {
      if (several && !several.hidden) press("take_several");
    },
    "?": () => document.querySelector<HTMLDialogElement>("[data-help]")?.showModal(),
  };
  find("[data-keys]")?.addEventListener("click", () => acts["?"]?.());
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input:not([type=checkbox]),textarea,select")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  root.dataset["ready"] = "";
}
