// The passage in its context: text, marks, caret and selection. It holds the text and nothing else;
// badges and the caret are style, so that places in the document can be counted.

import { countPoints, pointsBefore } from "./text.js";

export class PassageView {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.caret = null;
    this.picked = null;
  }

  // Show a draft; the passage in focus scrolls into view when `scroll` is set.
  show(draft, { scroll = false } = {}) {
    this.draft = draft;
    const { passage, task } = draft;
    const parts = [
      ["before", passage.start, task.start],
      ["segment", task.start, task.end],
      ["behind", task.end, passage.end],
    ];
    const top = this.root.scrollTop;
    this.root.replaceChildren(...parts.map((part) => this.part(...part)));
    this.root.scrollTop = top;
    if (scroll) this.toSegment();
  }

  toSegment() {
    const segment = this.root.querySelector(".segment");
    const room = this.root.clientHeight - segment.offsetHeight;
    this.root.scrollTop = segment.offsetTop - Math.max(16, Math.min(room / 3, 140));
  }

  reveal(selector) {
    this.root.querySelector(selector)?.scrollIntoView({ block: "nearest" });
  }

  part(name, start, end) {
    const part = document.createElement("span");
    part.className = name;
    part.append(...this.pieces(start, end));
    return part;
  }

  // Cut a stretch wherever a mark, the caret or the selection begins or ends.
  *pieces(start, end) {
    const marks = this.draft.visible.filter((mark) => mark.start < end && mark.end > start);
    const cuts = new Set([start, end]);
    const ranges = [...marks, ...(this.picked ? [this.picked] : [])];
    for (const one of ranges) for (const at of [one.start, one.end]) cuts.add(at);
    if (this.caret !== null) cuts.add(this.caret);
    // The segment is a block: the line end behind it would show as an empty line.
    const edge = start === this.draft.task.end ? this.draft.passage.lineEnd(start) : start;
    cuts.add(edge);
    const places = [...cuts].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
    for (let i = 0; i + 1 < places.length; i += 1) {
      const piece = this.piece(places[i], places[i + 1], marks);
      if (places[i + 1] <= edge) piece.classList.add("edge");
      yield piece;
    }
    if (start === end) return;
    if (this.caret === end && end === this.draft.passage.end) yield this.endCaret();
  }

  piece(start, end, marks) {
    const piece = document.createElement("span");
    piece.textContent = this.draft.passage.slice(start, end);
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    if (over.length) this.dress(piece, start, end, over);
    if (this.picked && this.picked.start <= start && end <= this.picked.end) {
      piece.classList.add("picked");
    }
    if (this.caret === start) piece.classList.add("caret");
    return piece;
  }

  // The shortest mark gives the colour, the others a line below.
  dress(piece, start, end, over) {
    const [inner, ...outer] = [...over].sort((a, b) => a.end - a.start - (b.end - b.start));
    piece.classList.add("mark", inner.label, ...outer.map((mark) => `under-${mark.label}`));
    piece.dataset.key = inner.key;
    if (over.some((mark) => mark.key === this.draft.selected)) piece.classList.add("selected");
    const last = over.find((mark) => mark.end === end);
    if (last) piece.dataset.badge = this.badge(last);
    if (over.some((mark) => mark.start === start)) piece.classList.add("first");
    if (last) piece.classList.add("last");
  }

  badge(mark) {
    if (mark.label === "responsible_department") return this.words(`role_${mark.role}`);
    return this.words(`short_${mark.label}`);
  }

  endCaret() {
    const caret = document.createElement("span");
    caret.className = "caret";
    return caret;
  }

  // Take what the mouse selected; null if it selected nothing here.
  takeSelection() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !this.root.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0).cloneRange();
    // The mouse may have left the passage before it was released.
    if (!this.root.contains(range.startContainer)) range.setStart(this.root, 0);
    if (!this.root.contains(range.endContainer)) range.setEnd(this.root, this.root.childNodes.length);
    const { passage } = this.draft;
    const start = passage.start + pointsBefore(this.root, range.startContainer, range.startOffset);
    const end = start + countPoints(range.toString());
    const [first, last] = passage.trimmed(start, end);
    selection.removeAllRanges();
    if (first >= last) return null;
    this.picked = { start: first, end: last };
    this.anchor = first;
    this.caret = last;
    return this.picked;
  }

  // The place under the mouse, for a click without a selection.
  caretAt(event) {
    const range = document.caretRangeFromPoint
      ? document.caretRangeFromPoint(event.clientX, event.clientY)
      : fromPosition(document.caretPositionFromPoint?.(event.clientX, event.clientY));
    if (!range || !this.root.contains(range.startContainer)) return null;
    const before = pointsBefore(this.root, range.startContainer, range.startOffset);
    return this.draft.passage.start + before;
  }

  // Move the caret; with `pick` the selection grows from where it began.
  moveCaret(to, { pick = false } = {}) {
    const { passage, task } = this.draft;
    const from = this.caret ?? task.start;
    const at = Math.max(passage.start, Math.min(passage.end, to(from)));
    if (pick) {
      if (!this.picked) this.anchor = from;
      const [start, end] = [Math.min(this.anchor, at), Math.max(this.anchor, at)];
      this.picked = start < end ? { start, end } : null;
    } else {
      this.picked = null;
    }
    this.caret = at;
  }

  clear() {
    this.picked = null;
    this.caret = null;
  }

  get words_picked() {
    return this.picked ? this.draft.passage.slice(this.picked.start, this.picked.end) : "";
  }
}

function fromPosition(position) {
  if (!position) return null;
  const range = document.createRange();
  range.setStart(position.offsetNode, position.offset);
  return range;
}
