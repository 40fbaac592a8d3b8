// Images in the template editor: chosen, uploaded, pasted or dropped, and written where the text stands.
// Without this script the same form stands on a page of its own.
export {};

const picker = document.querySelector<HTMLDialogElement>("dialog[data-picker]");
const said = document.querySelector<HTMLElement>("[data-said]");
let text: HTMLTextAreaElement | null = null;
let language = "fr";

interface Added { name: string; alt: Record<string, string> }
interface Refused { field: string; error: string }

function nameOf(file: string): string {
  const plain = file.replace(/\.[^.]*$/, "").normalize("NFKD").toLowerCase();
  return (plain.replace(/[\u0300-\u036f]/g, "").match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 60).replace(/-$/, "");
}

function write(name: string, alt: string): void {
  if (!text) return;
  // What would end the words in Markdown is left out of them.
  const line = `![${alt.replace(/[[\]\n]/g, " ").trim()}](image:${name})`;
  const before = text.value.slice(0, text.selectionStart);
  const after = text.value.slice(text.selectionEnd);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  text.setRangeText(gap + line + (after.startsWith("\n") ? "" : "\n\n"), text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  picker?.close();
  text.focus();
}

async function open(into: HTMLTextAreaElement, of: string, files?: FileList | File[]): Promise<void> {
  if (!picker) return;
  [text, language] = [into, of];
  if (!picker.open) picker.showModal();
  const library = picker.querySelector<HTMLElement>("[data-library]")!;
  const first = files && [...files].find((file) => file.type.startsWith("image/"));
  if (first) take(first);
  const answer = await fetch(library.dataset["library"]!, { headers: { "X-Fragment": "1" } });
  if (answer.ok) library.innerHTML = await answer.text();
}

function take(file: File): void {
  const input = document.querySelector<HTMLInputElement>("form[data-upload] input[type=file]");
  if (!input) return;
  const one = new DataTransfer();
  one.items.add(file);
  input.files = one.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-image]")) {
  const into = document.getElementById(link.dataset["into"]!) as HTMLTextAreaElement;
  const of = link.dataset["image"]!;
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    void open(into, of);
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    void open(into, of);
  });
  into.addEventListener("paste", (event) => {
    const files = event.clipboardData?.files;
    // A copied table or text often brings a picture of itself: its words are what was meant.
    if (!files?.length || event.clipboardData?.types.includes("text/plain")) return;
    event.preventDefault();
    void open(into, of, files);
  });
  into.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  into.addEventListener("drop", (event) => {
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    void open(into, of, files);
  });
}

picker?.querySelector("[data-library]")?.addEventListener("click", (event) => {
  const one = (event.target as Element).closest<HTMLElement>("[data-name]");
  if (one) write(one.dataset["name"]!, one.getAttribute(`data-alt-${language}`) ?? "");
});

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
  const file = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const name = form.querySelector<HTMLInputElement>("input[name=name]")!;
  const bar = form.querySelector<HTMLProgressElement>("progress")!;
  const state = form.querySelector<HTMLElement>("[data-progress]")!;
  const button = form.querySelector<HTMLButtonElement>("button")!;
  file.addEventListener("change", () => {
    if (!name.value || name.dataset["made"] === name.value) name.value = nameOf(file.files?.[0]?.name ?? "");
    name.dataset["made"] = name.value;
    fault();
  });
  const fault = (at = "", why = ""): void => {
    for (const each of form.querySelectorAll<HTMLElement>("[data-fault]")) {
      const mine = each.dataset["fault"] === at;
      each.textContent = mine ? why : "";
      for (const input of form.querySelectorAll(`[aria-describedby~="${each.id}"]`)) input.setAttribute("aria-invalid", String(mine));
    }
    const first = at && form.querySelector<HTMLElement>(`[aria-describedby~="u-${at}-error"]`);
    if (first) first.focus();
  };
  const rest = (): void => {
    bar.hidden = true;
    state.textContent = "";
    button.disabled = false;
  };
  form.addEventListener("submit", (event) => {
    // On the page of images the form leaves as a form: the page shows what came of it.
    if (!picker) return;
    event.preventDefault();
    fault();
    button.disabled = true;
    bar.hidden = false;
    bar.value = 0;
    state.textContent = form.dataset["sending"]!;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Fragment", "1");
    request.responseType = "json";
    request.upload.onprogress = (sent) => {
      if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total;
      if (sent.loaded === sent.total) state.textContent = form.dataset["checking"]!;
    };
    request.onerror = () => {
      rest();
      fault("file", form.dataset["lost"]);
    };
    request.onload = () => {
      rest();
      const answer = request.response as (Partial<Added> & Partial<Refused>) | null;
      if (request.status === 200 && answer?.name) {
        write(answer.name, answer.alt?.[language] ?? "");
        form.reset();
        if (said) said.textContent = form.dataset["done"]!;
      } else fault(answer?.field ?? "file", answer?.error ?? form.dataset["lost"]);
    };
    request.send(new FormData(form));
  });
}
