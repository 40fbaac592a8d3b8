import "./inbox.css";
import "./chat.css";
import "./composer.css";
import htmx from "htmx.org";
import { compose, drawAdvice, keepBefore } from "./composer";

htmx.config.includeIndicatorCSS = false;

// The inbox: htmx draws; this listens for changes, handles keys and saves what is being written.
const panes = document.querySelector<HTMLElement>("[data-inbox]");
if (panes) start(panes);

function start(root: HTMLElement): void {
  const csrf = root.dataset["csrf"] ?? "";
  const query = location.search;

  async function fragment(path: string, selector: string): Promise<void> {
    const answer = await fetch(path, { headers: { "X-Fragment": "1" } });
    if (answer.status === 401) location.reload();
    const target = root.querySelector(selector);
    if (!answer.ok || !target) return;
    target.innerHTML = await answer.text();
    htmx.process(target);
  }
  const lines = async (): Promise<void> => {
    await fragment(`/inbox/lines${query}`, "[data-lines]");
    for (const box of marks()) box.checked = marked.has(box.value);
  };
  // What is marked stays marked when the list is drawn again.
  const marked = new Set<string>();
  const marks = (): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>(".mark input")];
  root.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    if (box.matches("[data-mark-all]")) {
      for (const each of marks()) {
        each.checked = box.checked;
        marked[box.checked ? "add" : "delete"](each.value);
      }
    }
    if (box.closest(".mark")) marked[box.checked ? "add" : "delete"](box.value);
  });
  const thread = (): Promise<void> => {
    const id = root.dataset["open"];
    return id ? fragment(`/inbox/${id}/messages`, "[data-thread]") : Promise.resolve();
  };
  // The last message ends above the reply, however high that is.
  const reply = root.querySelector<HTMLElement>(".reply");
  if (reply) {
    root.style.setProperty("--reply", `${reply.offsetHeight}px`);
    new ResizeObserver(() => root.style.setProperty("--reply", `${reply.offsetHeight}px`)).observe(reply);
  }
  const end = (): void => {
    const last = root.querySelector("[data-handover] > *") ?? root.querySelector("[data-thread]")?.lastElementChild;
    last?.scrollIntoView({ block: "end" });
  };

  const stream = new EventSource("/inbox/events");
  stream.addEventListener("changed", (event) => {
    void lines();
    const id = (event as MessageEvent<string>).data;
    if (!id || id === root.dataset["open"]) void thread().then(end);
  });
  let company = 0;
  const others = async (): Promise<void> => {
    const id = root.dataset["open"];
    if (!id) return;
    await fragment(`/inbox/${id}/company`, "[data-company]");
    clearTimeout(company);
    // «is writing» must end by itself.
    if (root.querySelector("[data-company] .notice")) company = window.setTimeout(() => void others(), 16000);
  };
  stream.addEventListener("composing", (event) => {
    if ((event as MessageEvent<string>).data === root.dataset["open"]) void others();
  });
  end();
  root.querySelector<HTMLElement>("[data-focus]")?.focus();

  // Colleagues see who is there and who looks at what; a hidden page is nobody.
  const tell = (path: string): void => void fetch(path, { method: "POST", headers: { "X-CSRF": csrf }, keepalive: true });
  const looking = (): string => (root.dataset["open"] ? `/inbox/${root.dataset["open"]}` : "/inbox");
  const here = (): void => {
    if (!document.hidden) tell(`${looking()}/here`);
  };
  here();
  window.setInterval(here, 30000);
  document.addEventListener("visibilitychange", here);
  window.addEventListener("pagehide", () => {
    if (root.dataset["open"]) tell(`${looking()}/gone`);
  });

  const box = root.querySelector<HTMLTextAreaElement>("[data-reply]");
  const field = root.querySelector<HTMLElement>("[data-composer]");
  let timer = 0;
  const composer = field && compose(field, csrf, () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), 600);
  });
  if (composer) keepBefore(root, composer);
  root.addEventListener("click", (event) => {
    const where = (event.target as HTMLElement).closest<HTMLElement>("[data-hint]")?.dataset["hint"];
    if (where) composer?.place(where);
  });
  async function check(): Promise<void> {
    const body = new FormData(box!.form!);
    body.delete("files");
    const answer = await fetch(`/inbox/${root.dataset["open"]}/check`, { method: "POST", body, headers: { "X-CSRF": csrf } });
    const findings = root.querySelector("[data-findings]");
    if (!findings || !answer.ok) return;
    drawAdvice(findings, await answer.text());
    const why = root.querySelector<HTMLElement>("[data-why]");
    if (why) why.hidden = !findings.querySelector("[data-amber]");
  }
  box?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form?.requestSubmit();
  });
  root.querySelector<HTMLSelectElement>("[data-canned]")?.addEventListener("change", (event) => {
    const chosen = (event.target as HTMLSelectElement).value;
    if (!chosen) return;
    (event.target as HTMLSelectElement).value = "";
    composer?.insert(chosen, "ready");
  });

  const move = (step: number): void => {
    const all = [...root.querySelectorAll<HTMLAnchorElement>(".line")];
    const at = all.findIndex((line) => line === document.activeElement || line.hasAttribute("aria-current"));
    all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
  };
  const press = (name: string): void => root.querySelector<HTMLElement>(`[data-key="${name}"]`)?.click();
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input,textarea,select")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    const acts: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      r: () => box?.focus(),
      n: () => root.querySelector<HTMLElement>("[data-note]")?.focus(),
      x: () => (document.activeElement?.closest(".line-row")?.querySelector<HTMLElement>(".mark input"))?.click(),
      t: () => press("take"),
      e: () => press("resolve"),
      z: () => press("snooze"),
      d: () => press("draft"),
      m: () => root.querySelector<HTMLElement>("[data-macro]")?.focus(),
      u: () => press("undo"),
      a: () => root.querySelector<HTMLElement>("[data-mark-all]")?.click(),
      "/": () => root.querySelector<HTMLElement>("[data-search]")?.focus(),
      "?": () => document.querySelector<HTMLDialogElement>("[data-help]")?.showModal(),
    };
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
