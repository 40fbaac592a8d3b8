import "./base.css";
import "./figures.css";

// The theme chosen on this device; without a choice, the system's.
const theme = localStorage.getItem("limpide-theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest("[data-toggle-theme]");
  if (!button) return;
  const dark =
    document.documentElement.dataset["theme"] === "dark" ||
    (!document.documentElement.dataset["theme"] && matchMedia("(prefers-color-scheme: dark)").matches);
  const next = dark ? "light" : "dark";
  document.documentElement.dataset["theme"] = next;
  localStorage.setItem("limpide-theme", next);
});
