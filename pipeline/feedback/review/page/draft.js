// What a person is saying of one segment, before it is accepted: labels, marks, a note.
// Marks inside the segment are its own; marks outside (notes) cover a measure.

export const LABELS = ["measure", "responsible_department", "target", "deadline"];
export const SPAN_LABELS = LABELS.slice(1);
export const ROLES = ["lead", "support", "responsible", "actor"];
export const OPS = [">=", "<=", "=", "~", "+", "-", "absolute"];
export const TYPES = ["by", "within", "until", "period", "duration", "recurring"];
export const FORM = {
  responsible_department: ["role"],
  target: ["op", "value", "value_max", "unit", "metric"],
  deadline: ["type", "start_date", "end_date", "duration", "rule"],
};
const NEEDED = { responsible_department: "role", target: "op", deadline: "type" };

let lastKey = 0;

export class Draft {
  // `says`: {labels, spans, covering, note} of the program or of an earlier answer.
  constructor(task, passage, says, { read }) {
    this.task = task;
    this.passage = passage;
    this.history = [];
    this.selected = null;
    this.state = {
      labels: [...says.labels],
      marks: [...says.spans, ...says.covering].map((span) => this.mark(span, read)),
      note: says.note,
    };
    this.sort();
  }

  mark(span, read) {
    lastKey += 1;
    return { ...span, key: lastKey, read };
  }

  get changed() {
    return this.history.length > 0;
  }

  get own() {
    return this.state.marks.filter((mark) => this.isOwn(mark));
  }

  get covering() {
    return this.state.marks.filter((mark) => !this.isOwn(mark));
  }

  // What is shown, its own first: notes cover measures only.
  get visible() {
    return this.has("measure") ? [...this.own, ...this.covering] : this.own;
  }

  get current() {
    return this.visible.find((mark) => mark.key === this.selected) ?? null;
  }

  has(label) {
    return this.state.labels.includes(label);
  }

  isOwn({ start, end }) {
    return start >= this.task.start && end <= this.task.end;
  }

  // Every edit goes through here, so that it can be taken back.
  edit(change) {
    this.history.push({ state: structuredClone(this.state), selected: this.selected });
    change(this.state);
    this.sort();
  }

  undo() {
    const before = this.history.pop();
    if (!before) return false;
    this.state = before.state;
    this.selected = before.selected;
    return true;
  }

  sort() {
    this.state.marks.sort((a, b) => a.start - b.start || a.end - b.end || a.key - b.key);
    this.state.labels = LABELS.filter((label) => this.state.labels.includes(label));
  }

  toggle(label) {
    this.edit((state) => {
      if (this.has(label)) {
        state.labels = state.labels.filter((one) => one !== label);
        state.marks = state.marks.filter((mark) => !this.isOwn(mark) || mark.label !== label);
      } else {
        state.labels.push(label);
      }
    });
  }

  // Returns the new mark, or the reason why there is none.
  add(start, end, label) {
    const { task } = this;
    const own = this.isOwn({ start, end });
    if (start >= end) return "nothing_picked";
    if (!own && start < task.end && end > task.start) return "across_edge";
    if (!own && label === "target") return "target_outside";
    if (!own && !this.has("measure")) return "outside_no_measure";
    const same = (mark) => mark.start === start && mark.end === end && mark.label === label;
    const there = this.state.marks.find(same);
    if (there) {
      this.selected = there.key;
      return "marked_already";
    }
    const text = this.passage.slice(start, end);
    const mark = this.mark({ start, end, text, label }, true);
    if (label === "responsible_department") {
      mark.role = task.kind === "note" || !own ? "responsible" : "actor";
    }
    this.edit((state) => {
      state.marks.push(mark);
      if (own && !state.labels.includes(label)) state.labels.push(label);
    });
    this.selected = mark.key;
    return mark;
  }

  remove(key) {
    this.edit((state) => {
      const mark = state.marks.find((one) => one.key === key);
      state.marks = state.marks.filter((one) => one.key !== key);
      const left = state.marks.some((one) => one.label === mark.label && this.isOwn(one));
      if (this.isOwn(mark) && !left) {
        state.labels = state.labels.filter((label) => label !== mark.label);
      }
    });
    if (this.selected === key) this.selected = null;
  }

  relabel(key, label) {
    const mark = this.state.marks.find((one) => one.key === key);
    if (!mark || mark.label === label || (!this.isOwn(mark) && label === "target")) return null;
    const { start, end } = mark;
    this.edit((state) => {
      state.marks = state.marks.filter((one) => one.key !== key);
    });
    const left = this.own.some((one) => one.label === mark.label);
    if (this.isOwn(mark) && !left) {
      this.state.labels = this.state.labels.filter((one) => one !== mark.label);
    }
    const added = this.add(start, end, label);
    // The removal and the new mark are one step.
    if (typeof added === "object") this.history.pop();
    return typeof added === "object" ? added : null;
  }

  // Move an edge of a mark by code points; false if it cannot go there.
  move(key, { start = 0, end = 0 }) {
    const mark = this.state.marks.find((one) => one.key === key);
    const moved = { start: mark.start + start, end: mark.end + end };
    const { task, passage } = this;
    const inside = moved.start >= task.start && moved.end <= task.end;
    const outside = moved.end <= task.start || moved.start >= task.end;
    const shown = moved.start >= passage.start && moved.end <= passage.end;
    const free = this.isOwn(mark) ? inside : outside && shown;
    if (!free || moved.start >= moved.end) return false;
    moved.text = passage.slice(moved.start, moved.end);
    this.edit((state) => {
      Object.assign(state.marks.find((one) => one.key === key), moved);
    });
    return true;
  }

  set(key, name, value) {
    const mark = this.state.marks.find((one) => one.key === key);
    if ((mark[name] ?? null) === value) return;
    this.edit((state) => {
      const found = state.marks.find((one) => one.key === key);
      found.read = false;
      if (value === null) delete found[name];
      else found[name] = value;
    });
  }

  // A normal form that the program read; no step of its own.
  fill(key, form) {
    const mark = this.state.marks.find((one) => one.key === key);
    if (!mark || !mark.read) return;
    if (mark.label !== "responsible_department") {
      for (const name of FORM[mark.label]) delete mark[name];
    }
    Object.assign(mark, form);
  }

  setNote(note) {
    if (note !== this.state.note) {
      this.edit((state) => {
        state.note = note;
      });
    }
  }

  step(by) {
    const marks = this.visible;
    if (!marks.length) return;
    const at = marks.findIndex((mark) => mark.key === this.selected);
    const next = at === -1 ? (by > 0 ? 0 : marks.length - 1) : at + by;
    this.selected = marks[(next + marks.length) % marks.length].key;
  }

  // The first mark that does not say what it must, with the name of what is missing.
  incomplete() {
    for (const mark of this.visible) {
      const name = NEEDED[mark.label];
      if (!mark[name]) return { mark, name };
    }
    return null;
  }

  // What is sent: offsets in code points, and the words found there, which the server checks.
  answer(kind, annotator) {
    const sent = (mark) => {
      const { start, end, text, label } = mark;
      const span = { start, end, text, label };
      for (const name of FORM[mark.label]) if (mark[name] !== undefined) span[name] = mark[name];
      return span;
    };
    const covering = this.has("measure") ? this.covering : [];
    return {
      id: this.task.id,
      annotator,
      answer: kind,
      labels: this.state.labels,
      spans: this.own.map(sent),
      covering: covering.map(sent),
      note: this.state.note,
    };
  }
}
