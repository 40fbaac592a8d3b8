import { between, difference, foundIn, HANDS, lengthOf, next, shares, textOf } from "./provenance";
import type { Edit, Hand, Known, Run, Runs } from "./provenance";

// A text field that knows whose hand wrote each character, shows it, and keeps every step on the server.

export interface Composer {
  readonly box: HTMLTextAreaElement;
  insert(text: string, hand: Hand): void;
  /** Put the caret where something could be added; nothing is written. */
  place(where: string): void;
  /** Keep what is not kept yet. False when that failed. */
  flush(): Promise<boolean>;
}

interface Kept {
  version: number;
  steps: number;
  shares: Partial<Record<Hand, number>>;
  runs?: [string, Hand][];
}

const PAUSE = 400;
const LONGEST_PAUSE = 2000;
const RETRY = 3000;
const QUIET = 1500;
const PATIENCE = 4000;

export function compose(root: HTMLElement, csrf: string, changed: () => void): Composer | null {
  const find = <T extends HTMLElement>(selector: string): T | null => root.querySelector<T>(selector);
  const box = find<HTMLTextAreaElement>("textarea");
  const mirror = find("[data-mirror]");
  const given = find("[data-writing]")?.textContent;
  if (!box || !mirror || !given) return null;
  const start = JSON.parse(given) as { runs: [string, Hand][]; known: Known; version: number; steps: number };
  const url = root.dataset["composer"] ?? "";
  const read = (pairs: [string, Hand][]): Runs => pairs.map(([text, hand]) => ({ text, hand }));

  // steps[0] is the server's step number `offset`; `queue` holds what the server does not have.
  let steps: Runs[] = [read(start.runs)];
  let offset = start.steps;
  let version = start.version;
  let queue: Edit[] = [];
  const now = (): Runs => steps[steps.length - 1]!;

  function record(edit: Edit): void {
    const local = "to" in edit ? { to: edit.to - offset } : edit;
    steps.push(next(steps, local, start.known));
    queue.push(edit);
    draw();
    later();
    changed();
  }

  // -- what the author does -------------------------------------------------------------------
  let selection: [number, number] = [0, 0];
  let clip: Runs = [];
  let dragged: Runs = [];
  let pending: Runs | null = null;
  const selected = (): Runs => {
    const [from, to] = [box.selectionStart, box.selectionEnd];
    const before = lengthOf(box.value.slice(0, from));
    return between(now(), before, before + lengthOf(box.value.slice(from, to)));
  };
  const remember = (): void => {
    selection = [box.selectionStart, box.selectionEnd];
  };
  for (const event of ["copy", "cut"] as const) box.addEventListener(event, () => (clip = selected()));
  box.addEventListener("dragstart", () => (dragged = selected()));
  box.addEventListener("beforeinput", (event) => {
    if (!event.isComposing) remember();
  });
  box.addEventListener("compositionstart", remember);
  box.addEventListener("compositionend", () => take("insertText"));
  box.addEventListener("input", (event) => {
    // What is being composed (an accent, a character of an input method) counts once it is done.
    if (!(event as InputEvent).isComposing) take((event as InputEvent).inputType ?? "");
  });

  function take(how: string): void {
    const before = textOf(now());
    if (box!.value === before) return;
    const found = difference(before, box!.value, selection, box!.selectionEnd);
    if (how.startsWith("history")) {
      const there = steps.findLastIndex((step) => textOf(step) === box!.value);
      record(there >= 0 ? { to: offset + there } : { at: found.at, cut: found.cut, put: known(found.text) });
      return;
    }
    record({ at: found.at, cut: found.cut, put: found.text ? brought(how, found.text) : [] });
  }
  const known = (text: string): Runs => foundIn(text, start.known.ai ?? [], "ai", "person");
  function brought(how: string, text: string): Runs {
    if (pending) return pending;
    if (how === "insertFromDrop" && textOf(dragged) === text) return dragged;
    if (how === "insertFromPaste" && textOf(clip) === text) return clip;
    const fromElsewhere = how === "insertFromPaste" || how === "insertFromDrop" || how === "insertFromYank";
    return [{ text, hand: fromElsewhere ? "pasted" : "person" }];
  }

  function insert(text: string, hand: Hand): void {
    box!.focus();
    const at = box!.selectionEnd;
    const before = box!.value.slice(0, at);
    const gap = before.trim() ? (before.endsWith("\n\n") ? "" : "\n\n") : "";
    box!.setSelectionRange(at, at);
    remember();
    pending = gap ? [{ text: gap, hand: "person" }, { text, hand }] : [{ text, hand }];
    // By the browser's own command, so that it can be undone like anything else.
    if (!document.execCommand("insertText", false, gap + text)) {
      box!.setRangeText(gap + text, at, at, "end");
      take("insertText");
    }
    pending = null;
  }

  // -- keeping it -----------------------------------------------------------------------------
  let timer = 0;
  let first = 0;
  let running: Promise<boolean> | null = null;
  let isWaitingForChoice = false;
  function later(pause = PAUSE): void {
    clearTimeout(timer);
    first ||= Date.now();
    timer = window.setTimeout(() => void flush(), Math.min(pause, Math.max(first + LONGEST_PAUSE - Date.now(), 0)));
  }
  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (running) await running;
    if (!queue.length) return true;
    if (isWaitingForChoice) return false;
    first = 0;
    running = send();
    const done = await running;
    running = null;
    if (done && queue.length) later();
    return done;
  }
  async function send(): Promise<boolean> {
    const sent = queue.length;
    tell("keeping");
    let answer: Response;
    try {
      answer = await fetch(url, { method: "POST", body: body(), headers: { "X-CSRF": csrf }, redirect: "error" });
    } catch {
      return failed("lost");
    }
    if (answer.status === 409) return conflict((await answer.json()) as Kept, sent);
    if (answer.status === 422) return rewrite();
    if (!answer.ok) return failed(answer.status === 401 || answer.status === 403 ? "expired" : "lost");
    accept((await answer.json()) as Kept, sent);
    return true;
  }
  const body = (): FormData => {
    const form = new FormData();
    form.set("version", String(version));
    const pairs = (put: Runs): [string, Hand][] => put.map((run) => [run.text, run.hand]);
    form.set("edits", JSON.stringify(queue.map((edit) => ("to" in edit ? edit : { ...edit, put: pairs(edit.put) }))));
    return form;
  };
  function accept(kept: Kept, sent: number): void {
    const place = steps.length - 1 - queue.length + sent;
    const isFolded = kept.steps !== offset + place;
    version = kept.version;
    queue = queue.slice(sent);
    if (isFolded) {
      steps = steps.slice(place);
      offset = kept.steps;
    }
    if (!queue.length) drawShares(kept.shares);
    tell("kept");
    say();
  }
  function failed(why: "lost" | "expired"): boolean {
    tell(why);
    clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), RETRY);
    return false;
  }
  /** Begin on what the server has, and change it into what stands here. */
  function adopt(kept: Kept): void {
    version = kept.version;
    offset = kept.steps;
    steps = [read(kept.runs ?? [])];
    queue = [];
  }
  function replaceAll(runs: Runs): void {
    record({ at: 0, cut: lengthOf(textOf(now())), put: runs.filter((run) => run.text) });
  }
  function rewrite(): boolean {
    // A step that does not fit (it goes back to before what the server still has): say the text anew.
    const mine = now();
    steps = steps.slice(0, steps.length - queue.length);
    queue = [];
    replaceAll(mine);
    return false;
  }
  function conflict(kept: Kept, sent: number): boolean {
    const mine = now();
    const theirs = textOf(read(kept.runs ?? []));
    const wasSent = textOf(steps[steps.length - 1 - queue.length + sent]!);
    if (theirs === wasSent || theirs === textOf(mine)) {
      adopt(kept);
      if (theirs !== textOf(mine)) replaceAll(mine);
      return true;
    }
    isWaitingForChoice = true;
    const panel = find("[data-conflict]")!;
    find("[data-theirs]")!.textContent = theirs;
    panel.hidden = false;
    panel.onclick = (event): void => {
      const chosen = (event.target as HTMLElement).closest<HTMLElement>("[data-choose]")?.dataset["choose"];
      if (!chosen) return;
      panel.hidden = true;
      isWaitingForChoice = false;
      adopt(kept);
      const gap: Run[] = theirs.trim() && textOf(mine).trim() ? [{ text: "\n\n", hand: "person" }] : [];
      if (chosen === "mine") replaceAll(mine);
      if (chosen === "both") record({ at: lengthOf(theirs), cut: 0, put: [...gap, ...mine.filter((run) => run.text)] });
      box!.value = textOf(now());
      draw();
      changed();
      box!.focus();
      if (chosen === "theirs") tell("kept");
    };
    return false;
  }
  function tell(what: "keeping" | "kept" | "lost" | "expired"): void {
    const state = find("[data-state]");
    if (!state) return;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    state.textContent = (state.dataset[what] ?? "").replace("{time}", time);
    const isBad = what === "lost" || what === "expired";
    if (isBad && !state.classList.contains("is-bad")) find("[data-said]")!.textContent = state.textContent;
    state.classList.toggle("is-bad", isBad);
  }
  addEventListener("pagehide", () => {
    if (queue.length) void fetch(url, { method: "POST", body: body(), headers: { "X-CSRF": csrf }, keepalive: true });
  });
  addEventListener("beforeunload", (event) => {
    if (queue.length && find("[data-state]")?.classList.contains("is-bad")) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) void flush();
  });

  // -- showing it -----------------------------------------------------------------------------
  function draw(): void {
    const percents = shares(now());
    const parts = now().filter((run) => run.text).map((run) => {
      const part = document.createElement("span");
      // What stands in place of an AI's words is a person's own once none of those is left.
      part.className = `hand-${run.hand === "changed" && !percents.changed ? "person" : run.hand}`;
      part.textContent = run.text;
      return part;
    });
    // A last empty line has a height in a field; here only with something on it.
    mirror!.replaceChildren(...parts, "\u200b");
    mirror!.scrollTop = box!.scrollTop;
    drawShares(percents);
    drawReading();
  }
  function drawShares(percents: Partial<Record<Hand, number>>): void {
    const reading = find("[data-reading]");
    if (reading) reading.hidden = !box!.value.trim();
    for (const hand of HANDS) {
      const line = find(`[data-shares] [data-hand="${hand}"]`);
      if (!line) continue;
      line.hidden = !percents[hand] || !box!.value.trim();
      line.querySelector("[data-percent]")!.textContent = String(percents[hand] ?? 0);
    }
  }
  const nameOf = (hand: Hand): string => find(`[data-hand="${hand}"] .hand`)?.textContent ?? hand;
  function drawReading(): void {
    if (!find<HTMLDetailsElement>("[data-reading]")?.open) return;
    const lines = now().filter((run) => run.text.trim()).map((run) => {
      const line = document.createElement("li");
      const name = document.createElement("b");
      name.textContent = nameOf(run.hand);
      line.append(name, " ", run.text.trim());
      return line;
    });
    find("[data-runs]")!.replaceChildren(...lines);
  }
  find("[data-reading]")?.addEventListener("toggle", drawReading);
  box.addEventListener("scroll", () => (mirror.scrollTop = box.scrollTop));
  // Who listens hears the shares once the author pauses, and only when they changed.
  let silence = 0;
  function say(): void {
    clearTimeout(silence);
    silence = window.setTimeout(() => {
      const lines = [...root.querySelectorAll<HTMLElement>("[data-shares] li:not([hidden])")];
      const said = lines.map((line) => line.textContent?.trim()).join(", ");
      const place = find("[data-said]")!;
      if (place.textContent !== said) place.textContent = said;
    }, QUIET);
  }

  // The field may hold what the browser restored by itself: what is kept wins, the rest is a step.
  if (box.value !== textOf(now())) box.value = textOf(now());
  draw();
  root.classList.add("is-live");
  function place(where: string): void {
    const greeting = /^[^\n]{0,40}\n+/.exec(box!.value)?.[0].length ?? 0;
    const at = where === "end" ? box!.value.trimEnd().length : greeting;
    box!.focus();
    box!.setSelectionRange(at, at);
  }
  return { box, insert, place, flush };
}

/** Let a form wait until what was written is kept. Whatever happens, it leaves in the end. */
export function keepBefore(within: HTMLElement, composer: Composer): void {
  const waiting = new WeakSet<HTMLFormElement>();
  const leaving = new WeakSet<HTMLFormElement>();
  within.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented || leaving.delete(form)) return;
    event.preventDefault();
    if (waiting.has(form)) return;
    waiting.add(form);
    const by = (event as SubmitEvent).submitter;
    const patience = new Promise((done) => setTimeout(done, PATIENCE));
    const leave = (): void => {
      waiting.delete(form);
      leaving.add(form);
      form.requestSubmit(by);
    };
    // Not before this event is over: a form that is being submitted ignores a second wish.
    void Promise.race([composer.flush(), patience]).finally(() => setTimeout(leave));
  });
}

/** Draw anew what is said of a text; hints that somebody opened stay open. */
export function drawAdvice(place: Element, html: string): void {
  const isOpen = place.querySelector<HTMLDetailsElement>(".hints")?.open ?? false;
  place.innerHTML = html;
  const hints = place.querySelector<HTMLDetailsElement>(".hints");
  if (hints) hints.open = isOpen;
}
