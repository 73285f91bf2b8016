// What stands around the passage: where the segment is, why it is shown, how far one has come.

import { element } from "./panel.js";
import { at, named, words } from "./words.js";

export function showTask(task) {
  at("title").textContent = task.title;
  at("section").textContent = task.section.join(" › ");
  const facts = [
    named("queue", task.reason),
    words(`kind_${task.kind}`),
    task.confidence === null ? "" : words("confidence", { percent: percent(task.confidence) }),
    ...task.review.map((code) => named("review", code)),
    stateOf(task),
  ];
  at("facts").replaceChildren(
    ...facts.filter(Boolean).map((text) => element("span", { textContent: text })),
  );
  for (const button of document.querySelectorAll(".label")) {
    const number = [...button.parentElement.children].indexOf(button) + 1;
    const score = element("span", { className: "score", textContent: percent(task.scores[button.dataset.label]) });
    score.title = words("score");
    const key = element("kbd", { textContent: number });
    button.replaceChildren(key, ` ${words(`label_${button.dataset.label}`)} `, score);
  }
}

const percent = (value) => `${Math.round(value * 100)}%`;

function stateOf(task) {
  if (!task.answer) return "";
  const when = new Date(task.answer.at).toLocaleString("zh-CN", { hour12: false });
  return words(task.answer.state === "skip" ? "was_skipped" : "was_accepted", { when });
}

export function showProgress({ open: left, accept, skip }) {
  const total = left + accept + skip;
  at("progress").max = Math.max(total, 1);
  at("progress").value = total - left;
  at("progress-text").textContent = words("progress_text", { done: accept, skip, left, total });
}

export function showAnnotator(annotator) {
  const button = at("annotator");
  button.replaceChildren(words("annotator"), element("strong", { textContent: annotator }));
  button.append(element("kbd", { textContent: "A" }));
}

// The buttons beside a selection.
export function showMarker() {
  const marker = at("marker");
  const pieces = at("passage").querySelectorAll(".picked");
  marker.hidden = pieces.length === 0;
  if (marker.hidden) return;
  const paper = marker.parentElement.getBoundingClientRect();
  const first = pieces[0].getBoundingClientRect();
  const last = pieces[pieces.length - 1].getBoundingClientRect();
  const below = last.bottom - paper.top + 6;
  const top = below + 44 < paper.height ? below : first.top - paper.top - 46;
  marker.style.top = `${Math.max(4, top)}px`;
  marker.style.left = `${Math.max(8, Math.min(last.left - paper.left, paper.width - 300))}px`;
}

// Which keys mean something now.
export function hint(draft, picked) {
  if (picked) return "hint_picked";
  if (!draft.current) return "hint_none";
  const body = draft.current.label === "responsible_department";
  return body ? "hint_body" : "hint_mark";
}
