// Channels change places at once; without this script the same buttons ask the server.
const said = document.querySelector<HTMLElement>("#uses > [data-said]");

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("[data-move]");
  const line = button?.closest("li");
  const list = line?.closest<HTMLElement>("[data-order]");
  if (!button || !line || !list) return;
  event.preventDefault();
  const other = button.dataset["move"] === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  if (button.dataset["move"] === "up") other.before(line);
  else other.after(line);
  const field = document.getElementsByName(list.dataset["order"] ?? "")[0] as HTMLInputElement;
  field.value = [...list.children].map((each) => (each as HTMLElement).dataset["kind"]).join(",");
  // At an end its button is hidden: the focus goes to the one that still leads somewhere.
  const goal = getComputedStyle(button).visibility === "hidden" ? line.querySelector<HTMLElement>(`[data-move]:not([data-move="${button.dataset["move"]}"])`) : button;
  goal?.focus();
  const place = [...list.children].indexOf(line) + 1;
  if (said) said.textContent = `${button.dataset["said"]} ${place} / ${list.children.length}`;
});
