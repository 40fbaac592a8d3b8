// A list of people: looked at, then taken in, while the file stays chosen. Without this script the
// same form answers with a page.
export {};

const form = document.querySelector<HTMLFormElement>("form[data-list]");

form?.addEventListener("submit", (event) => {
  const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  // Refused lines are a file: the browser keeps it, and the page stays as it is.
  if (!button || button.value === "refused") return;
  event.preventDefault();
  const bar = form.querySelector<HTMLProgressElement>("progress")!;
  const state = form.querySelector<HTMLElement>("[data-state]")!;
  const target = document.querySelector<HTMLElement>("[data-report]")!;
  const buttons = form.querySelectorAll<HTMLButtonElement>("button");
  const body = new FormData(form);
  body.set("do", button.value);
  const rest = (said = ""): void => {
    bar.hidden = true;
    state.textContent = said;
    for (const each of buttons) each.disabled = false;
  };
  for (const each of buttons) each.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  state.textContent = form.dataset["working"]!;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-Fragment", "1");
  request.upload.onprogress = (sent) => {
    if (sent.loaded < sent.total) bar.value = (100 * sent.loaded) / sent.total;
    // How long the reading takes is not known: the bar says only that it goes on.
    else bar.removeAttribute("value");
  };
  request.onerror = () => rest(form.dataset["lost"]);
  request.onload = () => {
    rest(request.status === 200 ? "" : form.dataset["lost"]);
    if (request.status !== 200) return;
    target.innerHTML = request.responseText;
    target.querySelector<HTMLElement>("h2")?.focus();
  };
  request.send(body);
});
