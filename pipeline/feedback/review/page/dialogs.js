// The dialogs: who judges, the guideline, the keys.

import { render } from "./markdown.js";
import { element } from "./panel.js";
import { guideline } from "./server.js";
import { fail } from "./status.js";
import { at, words } from "./words.js";

const NAME = /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]{0,59}$/u;

export function askAnnotator(annotator) {
  at("annotator-name").value = annotator;
  at("annotator-wrong").textContent = "";
  at("annotator-dialog").showModal();
  at("annotator-name").select();
}

export async function showGuideline() {
  at("guideline-dialog").showModal();
  if (at("guideline").childElementCount) return;
  try {
    const { quick, full } = await guideline();
    const rest = full ? render(full) : [element("p", { textContent: words("no_guideline") })];
    at("guideline").replaceChildren(...render(quick), element("hr"), ...rest);
  } catch (error) {
    at("guideline-dialog").close();
    fail(error);
  }
}

export const showKeys = () => at("keys-dialog").showModal();

// `take(name)` is called with a name that the server will accept.
export function listenToDialogs(take) {
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  at("annotator-dialog").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = at("annotator-name").value.trim().normalize("NFC");
    if (!NAME.test(name)) {
      at("annotator-wrong").textContent = words("error_E701");
      return;
    }
    at("annotator-dialog").close();
    take(name);
  });
}
