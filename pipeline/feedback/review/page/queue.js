// The queue: a list of any length of which only what can be seen is in the document.

import { element } from "./panel.js";

const ROW = 62;
const CHUNK = 100;
const MARGIN = 6;
const SIGNS = { open: "", accept: "✓", skip: "–", changed: "✎" };

export class Queue {
  // `open(position)` is called when a row is chosen; `load(first, last)` gives rows.
  constructor(root, words, { open, load }) {
    Object.assign(this, { root, words, open, load });
    this.canvas = element("div", { className: "canvas" });
    this.canvas.setAttribute("role", "presentation");
    this.rows = new Map();
    this.loading = new Set();
    // What is in the document, by position.
    this.options = new Map();
    this.filter = "all";
    this.at = -1;
    root.append(this.canvas);
    root.addEventListener("scroll", () => this.draw(), { passive: true });
    root.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(root);
  }

  set({ ids, states }) {
    if (ids) this.ids = ids;
    this.states = states;
    this.positions = new Map(this.ids.map((id, position) => [id, position]));
    this.changed = new Set();
    this.sift();
  }

  sift() {
    const all = this.ids.map((_, position) => position);
    const wanted = this.filter;
    this.shown = wanted === "all" ? all : all.filter((one) => this.states[one] === wanted);
    this.places = new Map(this.shown.map((position, place) => [position, place]));
    this.canvas.style.height = `${this.shown.length * ROW}px`;
    this.draw();
  }

  setFilter(filter) {
    this.filter = filter;
    this.sift();
    this.reveal();
  }

  setState(position, state) {
    this.states[position] = state;
    if (this.filter === "all") this.draw();
    else this.sift();
  }

  setChanged(position, changed) {
    if (changed === this.changed.has(position)) return;
    if (changed) this.changed.add(position);
    else this.changed.delete(position);
    this.draw();
  }

  counts() {
    const counts = { open: 0, accept: 0, skip: 0 };
    for (const state of this.states) counts[state] += 1;
    return counts;
  }

  // The next position without an answer behind `from`, then from the top; -1 if there is none.
  nextOpen(from) {
    const behind = this.states.indexOf("open", from + 1);
    return behind === -1 ? this.states.indexOf("open") : behind;
  }

  // The row before or behind the present one among those that the filter shows.
  neighbour(by) {
    const place = this.places.get(this.at);
    if (place !== undefined) return this.shown[place + by] ?? -1;
    const behind = this.shown.find((position) => position > this.at) ?? -1;
    if (by > 0) return behind;
    return this.shown.findLast((position) => position < this.at) ?? -1;
  }

  select(position) {
    this.at = position;
    this.reveal();
    this.draw();
  }

  reveal() {
    const place = this.places.get(this.at);
    if (place === undefined) return;
    const [top, bottom] = [place * ROW, (place + 1) * ROW];
    const { scrollTop, clientHeight } = this.root;
    if (top < scrollTop) this.root.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.root.scrollTop = bottom - clientHeight;
  }

  draw() {
    if (!this.ids) return;
    const first = Math.max(0, Math.floor(this.root.scrollTop / ROW) - MARGIN);
    const visible = Math.ceil(this.root.clientHeight / ROW) + 2 * MARGIN;
    const last = Math.min(this.shown.length, first + visible);
    const options = new Map();
    for (const position of this.shown.slice(first, last)) {
      options.set(position, this.options.get(position) ?? this.option(position));
    }
    this.put(options);
    for (const position of options.keys()) this.dress(position);
    const current = document.getElementById(`row-${this.at}`);
    if (current) this.root.setAttribute("aria-activedescendant", current.id);
    else this.root.removeAttribute("aria-activedescendant");
  }

  // Rows that are there already stay there: one that is pressed and made anew is not clicked.
  put(options) {
    for (const [position, option] of this.options) if (!options.has(position)) option.remove();
    this.options = options;
    let next = this.canvas.firstElementChild;
    for (const option of options.values()) {
      if (option === next) next = next.nextElementSibling;
      else this.canvas.insertBefore(option, next);
    }
  }

  option(position) {
    const option = element("div", { id: `row-${position}` });
    option.setAttribute("role", "option");
    option.addEventListener("click", () => this.open(position));
    return option;
  }

  dress(position) {
    const option = this.options.get(position);
    const place = this.places.get(position);
    const row = this.row(position);
    const state = this.changed.has(position) ? "changed" : this.states[position];
    option.className = `row ${state}`;
    option.style.top = `${place * ROW}px`;
    option.setAttribute("aria-setsize", this.shown.length);
    option.setAttribute("aria-posinset", place + 1);
    option.setAttribute("aria-selected", String(position === this.at));
    const sign = element("span", { className: "sign", textContent: SIGNS[state] });
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", this.words(`state_${state}`));
    const text = element("span", { className: "text", textContent: row?.text ?? "…" });
    const title = element("span", { className: "title", textContent: row?.title ?? "" });
    const dots = element("span", { className: "dots" });
    for (const label of row?.labels ?? []) dots.append(element("i", { className: label }));
    option.replaceChildren(sign, text, title, dots);
  }

  // The row if it is there; else it is asked for with its neighbours.
  row(position) {
    const chunk = Math.floor(position / CHUNK);
    if (!this.rows.has(position) && !this.loading.has(chunk)) {
      this.loading.add(chunk);
      this.load(chunk * CHUNK, (chunk + 1) * CHUNK)
        .then((rows) => {
          rows.forEach((row, i) => this.rows.set(chunk * CHUNK + i, row));
          this.draw();
        })
        .catch(() => this.loading.delete(chunk));
    }
    return this.rows.get(position);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const place = this.places.get(this.at) ?? 0;
    let to = null;
    if (event.key in steps) to = place + steps[event.key];
    if (event.key === "Home") to = 0;
    if (event.key === "End") to = this.shown.length - 1;
    if (to === null || event.ctrlKey || event.altKey || event.metaKey || !this.shown.length) return;
    event.preventDefault();
    event.stopPropagation();
    const kept = Math.max(0, Math.min(this.shown.length - 1, to));
    this.open(this.shown[kept], { keepFocus: true });
  }
}
