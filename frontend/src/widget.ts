// One script tag on any site: a button in a shadow root and a frame, out of reach of the page's CSS.
// With data-show="ai" it is the page that explains how AI is used, as high as it needs, where the tag is.
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (!script) return;
  const home = new URL(script.src).origin;
  const { language = "", color = "#0b6b5c", position = "right", show = "chat" } = script.dataset;
  const french = (language || document.documentElement.lang || navigator.language).startsWith("fr");
  if (show === "ai") {
    const page = document.createElement("iframe");
    page.title = french ? "Comment nous utilisons l’IA" : "How we use AI";
    page.src = `${home}/ai?embed=1&lang=${french ? "fr" : "en"}`;
    Object.assign(page.style, { display: "block", width: "100%", height: "60rem", border: "0" });
    window.addEventListener("message", (event) => {
      if (event.origin !== home || event.source !== page.contentWindow) return;
      const height = Number(event.data?.height);
      if (event.data?.limpide === "height" && height > 0) page.style.height = `${Math.ceil(height)}px`;
    });
    script.after(page);
    return;
  }
  if (document.querySelector("[data-limpide-widget]")) return;
  const words = french ? { open: "Ouvrir la discussion", close: "Fermer la discussion", title: "Discussion" } : { open: "Open the chat", close: "Close the chat", title: "Chat" };
  const safeColor = /^#[0-9a-f]{3,8}$/i.test(color) ? color : "#0b6b5c";

  const host = document.createElement("div");
  host.dataset["limpideWidget"] = "";
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; }
    button { position: fixed; bottom: 20px; ${position === "left" ? "left" : "right"}: 20px; width: 60px; height: 60px;
      border-radius: 50%; border: 0; background: ${safeColor}; color: #fff; cursor: pointer; z-index: 2147483000;
      box-shadow: 0 4px 16px rgb(0 0 0 / 25%); font: 600 14px system-ui; }
    button:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 3px; }
    svg { width: 28px; height: 28px; }
    [aria-expanded=true] .closed, [aria-expanded=false] .opened { display: none; }
    .count { position: absolute; top: -4px; right: -4px; background: #a5281f; border-radius: 99px; padding: 2px 7px; }
    .count[hidden] { display: none; }
    iframe { position: fixed; bottom: 92px; ${position === "left" ? "left" : "right"}: 20px; width: 400px; max-width: calc(100vw - 40px);
      height: min(640px, calc(100vh - 120px)); border: 1px solid #d5dedb; border-radius: 14px; background: #fff; z-index: 2147483000;
      box-shadow: 0 8px 40px rgb(0 0 0 / 25%); color-scheme: normal; }
    iframe[hidden] { display: none; }
    @media (max-width: 480px) { iframe { inset: 0; width: 100vw; max-width: none; height: calc(100dvh - 92px); border-radius: 0; } }
  `);
  shadow.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", words.open);
  button.innerHTML = '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path class="closed" d="M4 5h16v11H9l-5 4z"/><path class="opened" d="M6 6l12 12M18 6L6 18" stroke-linecap="round"/></svg><span class="count" hidden></span>';
  const count = button.querySelector<HTMLElement>(".count")!;
  let frame: HTMLIFrameElement | undefined;
  let unread = 0;

  function setOpen(open: boolean): void {
    if (open && !frame) {
      frame = document.createElement("iframe");
      frame.title = words.title;
      frame.allow = "";
      frame.src = `${home}/chat?embed=1${language ? `&lang=${encodeURIComponent(language)}` : ""}`;
      shadow.append(frame);
    }
    if (frame) frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? words.close : words.open);
    if (open) {
      unread = 0;
      count.hidden = true;
      frame?.focus();
    } else button.focus();
  }
  button.addEventListener("click", () => setOpen(!frame || frame.hidden));
  shadow.addEventListener("keydown", (event) => {
    if ((event as KeyboardEvent).key === "Escape" && frame && !frame.hidden) setOpen(false);
  });
  window.addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame?.contentWindow) return;
    if (event.data?.limpide === "close") setOpen(false);
    if (event.data?.limpide === "unread" && frame.hidden) {
      unread += Number(event.data.count) || 0;
      count.textContent = String(unread);
      count.hidden = unread === 0;
    }
  });
  shadow.append(button);
  document.body.append(host);
})();
