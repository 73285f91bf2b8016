// Mouse and buttons: what they ask for. `act` has a function for each thing.

import { SPAN_LABELS } from "./draft.js";
import { element } from "./panel.js";
import { at, words } from "./words.js";

// A button that was clicked gives the focus back, so that the next key means what it says;
// one that was pressed with a key keeps it.
const press = (call) => (event) => {
  call();
  const dialog = document.querySelector("dialog[open]");
  if (event.detail > 0 && !dialog) at("passage").focus({ preventScroll: true });
};

// Until no button of the mouse is held: what is pressed must not slip away from under it.
export async function released() {
  while (document.querySelector(":active")) await new Promise(requestAnimationFrame);
}

export function listenToMouse(act) {
  document.addEventListener("mouseup", (event) => {
    if (!act.pick() && at("passage").contains(event.target)) act.click(event);
  });
  SPAN_LABELS.forEach((name, i) => {
    const button = element("button", { type: "button", className: name });
    button.append(words(`label_${name}`), " ", element("kbd", { textContent: i + 2 }));
    button.addEventListener("click", press(() => act.mark(name)));
    at("marker").append(button);
  });
}

export function listenToButtons(act) {
  const clicks = {
    previous: () => act.go(-1),
    next: () => act.go(1),
    undo: act.undo,
    reset: act.reset,
    skip: act.skip,
    accept: act.accept,
    export: act.exportAll,
    annotator: act.annotator,
    "show-guideline": act.guideline,
    "show-keys": act.keys,
    "annotator-cancel": () => at("annotator-dialog").close(),
  };
  for (const [id, call] of Object.entries(clicks)) at(id).addEventListener("click", press(call));
  for (const button of document.querySelectorAll(".label")) {
    button.addEventListener("click", press(() => act.toggle(button.dataset.label)));
  }
  at("note").addEventListener("change", act.leaveNote);
  at("filter").addEventListener("change", () => act.sift(at("filter").value));
  addEventListener("beforeunload", (event) => {
    act.leaveNote();
    if (act.unsaved()) event.preventDefault();
  });
}
