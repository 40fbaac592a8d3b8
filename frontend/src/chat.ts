import "./chat.css";

// The chat page: the server draws every message; this only sends, listens, and keeps what failed.
const root = document.querySelector<HTMLElement>("[data-chat]");
if (root) start(root);
const waiting = document.querySelector<HTMLElement>("[data-sign-in-window]");
if (waiting) waitForTheChat(waiting);

// A window to sign in: it tells the chat that opened it its key, and goes where the chat says.
function waitForTheChat(page: HTMLElement): void {
  const opener = window.opener as Window | null;
  if (page.hasAttribute("data-done")) {
    setTimeout(() => window.close(), 4000);
    return;
  }
  if (!opener) {
    page.querySelector("[data-alone]")?.removeAttribute("hidden");
    page.querySelector("[data-waiting]")?.setAttribute("hidden", "");
    return;
  }
  window.addEventListener("message", (event) => {
    const said = event.data as { limpide?: string; url?: string };
    if (event.origin !== location.origin || event.source !== opener || said.limpide !== "sign-in-at") return;
    if (said.url) location.assign(said.url);
    else window.close();
  });
  opener.postMessage({ limpide: "sign-in", key: page.dataset["key"] }, location.origin);
}

function start(chat: HTMLElement): void {
  const log = chat.querySelector<HTMLElement>("[data-log]")!;
  const form = chat.querySelector<HTMLFormElement>("[data-composer]")!;
  const box = form.querySelector<HTMLTextAreaElement>("textarea")!;
  const typing = chat.querySelector<HTMLElement>("[data-typing]")!;
  const embedded = document.body.classList.contains("embed");
  let typingTimer = 0;
  // Until the cookie has arrived, this tells the server that a repeat comes from the same visitor.
  const visitor = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let stream: EventSource | undefined;

  const post = (path: string, body: FormData): Promise<Response> =>
    fetch(path, { method: "POST", body, headers: { "X-Limpide": "chat" } });

  const since = (): string => {
    const last = [...log.querySelectorAll<HTMLElement>("[data-id]")].at(-1)?.dataset["id"] ?? "";
    return `after=${encodeURIComponent(last)}${embedded ? "&embed=1" : ""}`;
  };
  async function refresh(): Promise<void> {
    const answer = await fetch(`/chat/thread?${since()}`);
    if (answer.ok) show(await answer.text());
  }
  // What the stream brings may never have arrived: that it is on the page, only the page can say.
  function receive(html: string): void {
    const body = new FormData();
    for (const id of show(html)) body.append("message", id);
    if (body.has("message")) void post("/chat/shown", body).catch(() => undefined);
  }
  /** Put what is new on the page; gives the ids of what others wrote. */
  function show(html: string): string[] {
    if (!html.trim()) {
      chat.querySelector("[data-survey-slot]")?.replaceChildren();
      return [];
    }
    typing.textContent = "";
    const part = document.createRange().createContextualFragment(html);
    const fresh: string[] = [];
    for (const item of [...part.querySelectorAll<HTMLElement>("[data-id]")]) {
      if (log.querySelector(`[data-id="${item.dataset["id"]}"]`)) continue;
      if (item.dataset["from"] === "in") {
        // The server's own drawing takes the place of the one that was shown while sending.
        const words = item.querySelector(".said")?.textContent;
        [...log.querySelectorAll("[data-pending]")].find((one) => one.querySelector(".said")?.textContent === words)?.remove();
      }
      log.append(item);
      if (item.dataset["from"] !== "in") fresh.push(item.dataset["id"]!);
    }
    chat.toggleAttribute("data-started", true);
    log.lastElementChild?.scrollIntoView({ block: "end" });
    chat.querySelector("[data-sign-in-slot]")?.replaceChildren(...part.querySelectorAll("[data-sign-in]"));
    const survey = part.querySelector("[data-survey]");
    chat.querySelector("[data-survey-slot]")?.replaceChildren(...(survey ? [survey] : []));
    const followUp = part.querySelector("[data-follow-up]");
    const slot = chat.querySelector("[data-follow-up-slot]");
    if (slot && followUp) slot.replaceChildren(followUp);
    if (fresh.length && embedded) parent.postMessage({ limpide: "unread", count: fresh.length }, "*");
    return fresh;
  }

  function listen(): void {
    stream?.close();
    stream = new EventSource(`/chat/events?${since()}`);
    stream.addEventListener("changed", (event: MessageEvent<string>) => receive(event.data));
    stream.addEventListener("moved", listen);
    stream.addEventListener("typing", () => {
      typing.textContent = typing.dataset["label"] ?? "";
      clearTimeout(typingTimer);
      typingTimer = window.setTimeout(() => (typing.textContent = ""), 8000);
    });
  }

  // Another site's frame cannot show a provider: a window of ours does, and this page goes on by itself.
  function signIn(): void {
    const opened = window.open("/chat/sign-in/window", "limpide-sign-in", "popup,width=480,height=720");
    const failed = chat.querySelector<HTMLElement>("[data-sign-in-failed]");
    const fail = (): void => {
      failed?.removeAttribute("hidden");
      opened?.postMessage({ limpide: "sign-in-at" }, location.origin);
    };
    if (!opened) return fail();
    failed?.setAttribute("hidden", "");
    const heard = async (event: MessageEvent): Promise<void> => {
      const said = event.data as { limpide?: string; key?: string };
      if (event.origin !== location.origin || event.source !== opened || said.limpide !== "sign-in") return;
      window.removeEventListener("message", onMessage);
      const body = new FormData();
      body.set("key", said.key ?? "");
      try {
        const answer = await post("/chat/sign-in/begin", body);
        if (!answer.ok) return fail();
        const { url } = (await answer.json()) as { url: string };
        opened.postMessage({ limpide: "sign-in-at", url }, location.origin);
      } catch {
        fail();
      }
    };
    const onMessage = (event: MessageEvent): void => void heard(event);
    window.addEventListener("message", onMessage);
  }

  const fault = form.querySelector<HTMLElement>("[data-fault]")!;
  const files = form.querySelector<HTMLInputElement>("[data-files]")!;
  function showFault(name: string): void {
    fault.hidden = !name;
    fault.textContent = name && (fault.getAttribute(`data-${name.replaceAll("_", "-")}`) ?? fault.getAttribute("data-other"));
  }
  function showChosen(): void {
    const chosen = form.querySelector<HTMLElement>("[data-chosen]")!;
    chosen.hidden = !files.files?.length;
    chosen.querySelector("[data-chosen-name]")!.textContent = [...(files.files ?? [])].map((one) => one.name).join(", ");
  }
  files.addEventListener("change", () => {
    showFault("");
    showChosen();
    box.focus();
  });
  form.querySelector("[data-unchoose]")!.addEventListener("click", () => {
    files.value = "";
    showChosen();
    box.focus();
  });

  async function send(text: string, enclosed: File[] = [], id: string = crypto.randomUUID(), wished = ""): Promise<void> {
    let bubble = log.querySelector<HTMLElement>(`[data-pending="${id}"]`);
    if (!bubble) {
      bubble = document.createElement("div");
      bubble.className = "bubble bubble-in";
      bubble.dataset["pending"] = id;
      const said = document.createElement("p");
      said.className = "said";
      said.textContent = text || enclosed.map((one) => one.name).join(", ");
      bubble.append(said);
      log.append(bubble);
      bubble.scrollIntoView({ block: "end" });
    }
    bubble.classList.remove("bubble-failed");
    bubble.querySelector("button")?.remove();
    const body = new FormData();
    body.set("text", text);
    body.set("id", id);
    body.set("visitor", visitor);
    for (const one of enclosed) body.append("files", one);
    const wish = wished || chat.querySelector<HTMLInputElement>("input[name=wish]:checked")?.value;
    if (wish) body.set("wish", wish);
    try {
      const answer = await post("/chat/messages", body);
      if (answer.status === 422) {
        // What cannot be sent is not tried again: it goes back to where it can be changed.
        bubble.remove();
        box.value ||= text;
        showFault(((await answer.json()) as { fault?: string }).fault ?? "other");
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      // The stream brings what was written as well; while it is down, it is asked for.
      if (!stream) listen();
      else if (stream.readyState !== EventSource.OPEN) await refresh();
    } catch {
      // Kept on the page; the same id makes a repeat harmless.
      bubble.classList.add("bubble-failed");
      const again = document.createElement("button");
      again.type = "button";
      again.className = "button button-small button-quiet";
      again.textContent = chat.dataset["retry"] ?? "↻";
      again.addEventListener("click", () => void send(text, enclosed, id, wished));
      bubble.append(again);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    const enclosed = [...(files.files ?? [])];
    if (!text && !enclosed.length) return box.focus();
    box.value = "";
    box.style.height = "";
    files.value = "";
    showChosen();
    showFault("");
    void send(text, enclosed);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  box.addEventListener("input", () => {
    box.style.height = "";
    box.style.height = `${Math.min(box.scrollHeight, 240)}px`;
  });
  async function bringPerson(words: string): Promise<void> {
    // Before the first word there is nothing to hand over: the wish itself is what is said.
    if (!chat.hasAttribute("data-started")) return send(words, [], crypto.randomUUID(), "person");
    const answer = await post("/chat/person", new FormData());
    if (!answer.ok) return showFault("other");
    listen();
  }
  async function judge(button: HTMLElement): Promise<void> {
    const both = [...button.parentElement!.querySelectorAll<HTMLElement>("[data-judge]")];
    const before = both.map((one) => one.getAttribute("aria-pressed"));
    for (const one of both) one.setAttribute("aria-pressed", String(one === button));
    const body = new FormData();
    body.set("message", button.dataset["message"] ?? "");
    body.set("feedback", button.dataset["judge"] ?? "");
    const answer = await post("/chat/feedback", body).catch(() => undefined);
    if (!answer?.ok) {
      both.forEach((one, at) => one.setAttribute("aria-pressed", before[at] ?? "false"));
      return showFault("other");
    }
    await refresh();
  }
  // Each way to be answered asks for its own address.
  chat.addEventListener("change", (event) => {
    const kind = (event.target as HTMLInputElement).closest<HTMLInputElement>("[data-follow-up] [name=kind]");
    for (const field of kind?.form?.querySelectorAll<HTMLElement>("[data-for]") ?? []) {
      field.hidden = field.dataset["for"] !== kind!.value;
      field.querySelector<HTMLInputElement>("[name=detail]")!.disabled = field.hidden;
    }
  });
  chat.addEventListener("click", (event) => {
    const target = (event.target as Element).closest<HTMLElement>("[data-say],[data-person],[data-judge],[data-sign-in-open]");
    if (!target) return;
    if (target.hasAttribute("data-sign-in-open")) signIn();
    if (target.dataset["say"]) void send(target.dataset["say"]);
    if (target.hasAttribute("data-person")) void bringPerson(target.textContent.trim());
    if (target.dataset["judge"]) void judge(target);
  });
  chat.addEventListener("submit", (event) => {
    const judged = (event.target as Element).closest<HTMLFormElement>("[data-survey] form");
    if (judged) {
      event.preventDefault();
      const body = new FormData(judged, event.submitter);
      void post("/chat/survey", body).then(() => refresh());
      return;
    }
    const asked = (event.target as Element).closest<HTMLFormElement>("[data-follow-up] form");
    if (!asked) return;
    event.preventDefault();
    void post("/chat/follow-up", new FormData(asked)).then((answer) => {
      asked.querySelector<HTMLElement>("[data-fault]")!.hidden = answer.ok;
      if (!answer.ok) return asked.querySelector<HTMLElement>("[name=detail]:enabled")?.focus();
      chat.querySelector("[data-follow-up-slot]")?.replaceChildren();
      return refresh();
    });
  });
  const ping = (): void => {
    if (document.visibilityState === "visible" && chat.hasAttribute("data-started")) void post("/chat/ping", new FormData());
  };
  setInterval(ping, 20_000);
  document.addEventListener("visibilitychange", () => {
    ping();
    if (document.visibilityState === "visible" && chat.hasAttribute("data-started")) void refresh();
  });
  window.addEventListener("online", () => void refresh());
  if (chat.hasAttribute("data-started")) {
    listen();
    log.lastElementChild?.scrollIntoView({ block: "end" });
  }
  if (embedded) {
    window.addEventListener("keydown", (event) => {
      if (event.key === "Escape") parent.postMessage({ limpide: "close" }, "*");
    });
  }
}
