import "./gaps.css";
import { compose, keepBefore } from "./composer";

// A document that begins as a draft of AI: every step is kept, beside whose hand made it.
const page = document.querySelector<HTMLElement>("[data-gap]");
const field = page?.querySelector<HTMLElement>("[data-composer]");
const composer = page && field && compose(field, page.dataset["csrf"] ?? "", () => undefined);
if (page && composer) keepBefore(page, composer);
