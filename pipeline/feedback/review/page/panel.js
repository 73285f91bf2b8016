// The marks as a list, the selected one with its role or its normal form.

import { FORM, OPS, ROLES, TYPES } from "./draft.js";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/;
const NUMBER = /^(-?\d+(?:\.\d+)?)\s*(万亿|亿|万|千|百)?$/u;
const TIMES = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8, 万亿: 1e12 };
// The fields that the types of a deadline use.
const USED = {
  by: ["end_date"],
  until: ["end_date"],
  within: ["duration", "rule"],
  duration: ["duration"],
  period: ["start_date", "end_date"],
  recurring: ["rule"],
};

// Read what was typed: a value, null for nothing, undefined for something wrong.
export function readField(name, typed) {
  const text = typed.trim().replace(/[，,\s]/gu, (found) => (name.startsWith("value") ? "" : found));
  if (!text) return null;
  if (name.startsWith("value")) {
    const found = NUMBER.exec(text);
    return found ? Number((Number(found[1]) * (TIMES[found[2]] ?? 1)).toPrecision(15)) : undefined;
  }
  if (name.endsWith("_date")) return isDay(text) ? text : undefined;
  if (name === "duration") return DURATION.test(text.toUpperCase()) ? text.toUpperCase() : undefined;
  return text;
}

function isDay(text) {
  if (!DATE.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export class Panel {
  // `act`: select(key), remove(key), set(key, name, value), typed(key, name, value), wrong(name), leave()
  constructor({ own, covering }, words, act) {
    Object.assign(this, { own, covering, words, act });
  }

  show(draft) {
    this.draft = draft;
    const held = this.held();
    const measure = draft.has("measure");
    for (const [list, marks] of [
      [this.own, draft.own],
      [this.covering, measure ? draft.covering : []],
    ]) {
      list.replaceChildren(...marks.map((mark) => this.item(mark)));
      document.getElementById(`${list.id}-empty`).hidden = marks.length > 0;
    }
    document.getElementById("covering-section").hidden = !measure;
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    this.own.parentElement.parentElement
      .querySelector(".marks > .selected")
      ?.scrollIntoView({ block: "nearest" });
  }

  // Put the normal forms into words again, and leave all else as it is.
  refresh() {
    for (const mark of this.draft.visible) {
      const shown = document.getElementById(`mark-${mark.key}`)?.querySelector(".form");
      if (shown) shown.textContent = this.formText(mark);
    }
  }

  // Put what the program read into the fields, each where it is: what is being typed stays.
  refill() {
    this.refresh();
    const mark = this.draft.current;
    for (const control of this.own.parentElement.parentElement.querySelectorAll(".field > :last-child")) {
      const name = control.id.replace("field-", "");
      const typed = control === document.activeElement || control.value !== control.defaultValue;
      if (control.tagName === "SELECT") putChoice(control, mark[name]);
      else putValue(control, mark[name]);
      control.parentElement.hidden = !typed && !isUsed(mark, name);
    }
  }

  // Rendering anew must not take the focus from a field.
  held() {
    const active = document.activeElement;
    const inside = this.own.contains(active) || this.covering.contains(active);
    return inside && active.id ? active.id : null;
  }

  item(mark) {
    const item = element("li", { className: mark.label });
    const selected = mark.key === this.draft.selected;
    item.classList.toggle("selected", selected);
    const head = element("div", { className: "mark-head" });
    const choose = element("button", { type: "button", className: "mark-text" });
    choose.id = `mark-${mark.key}`;
    choose.setAttribute("aria-pressed", String(selected));
    const kind = element("span", { className: "kind", textContent: this.kind(mark) });
    choose.append(kind, element("span", { className: "words", textContent: mark.text }));
    choose.append(element("span", { className: "form", textContent: this.formText(mark) }));
    choose.addEventListener("click", () => this.act.select(mark.key));
    const remove = element("button", { type: "button", className: "remove", textContent: "×" });
    remove.setAttribute("aria-label", `${this.words("remove")}：${mark.text}`);
    remove.addEventListener("click", () => this.act.remove(mark.key));
    head.append(choose, remove);
    item.append(head);
    if (selected) item.append(this.fields(mark));
    return item;
  }

  kind(mark) {
    if (mark.label !== "responsible_department") return this.words(`short_${mark.label}`);
    return this.words(`role_${mark.role}`);
  }

  formText(mark) {
    if (mark.label === "target") return this.targetText(mark);
    if (mark.label !== "deadline") return "";
    const type = mark.type ? this.words(`type_${mark.type}`) : this.words("to_choose");
    const days = [mark.start_date, mark.end_date].filter(Boolean).join(" → ");
    return [type, days, mark.duration, mark.rule].filter(Boolean).join(" · ");
  }

  targetText(mark) {
    if (!mark.op) return this.words("to_choose");
    if (mark.op === "absolute") return this.words("op_absolute");
    const number = (value) => (value === undefined ? "" : value.toLocaleString("zh-CN"));
    const upper = mark.value_max === undefined ? "" : `–${number(mark.value_max)}`;
    return `${this.words(`op_sign_${OPS.indexOf(mark.op)}`)} ${number(mark.value)}${upper} ${mark.unit ?? ""}`;
  }

  fields(mark) {
    const fields = element("div", { className: "fields" });
    const ops = OPS.map((op, i) => [op, this.words(op === "absolute" ? "op_absolute" : `op_${i}`)]);
    const types = TYPES.map((type) => [type, this.words(`type_${type}`)]);
    for (const name of FORM[mark.label]) {
      if (name === "role") fields.append(this.roles(mark));
      else if (name === "op") fields.append(this.choice(mark, name, ops));
      else if (name === "type") fields.append(this.choice(mark, name, types));
      else fields.append(this.field(mark, name));
    }
    return fields;
  }

  roles(mark) {
    const group = element("div", { className: "roles" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.words("role"));
    const keys = ["Q", "W", "E", "R"];
    ROLES.forEach((role, i) => {
      const button = element("button", { type: "button", id: `role-${role}` });
      button.setAttribute("aria-pressed", String(mark.role === role));
      button.append(`${this.words(`role_${role}`)} `, element("kbd", { textContent: keys[i] }));
      button.addEventListener("click", () => this.act.set(mark.key, "role", role));
      group.append(button);
    });
    return group;
  }

  choice(mark, name, options) {
    const select = element("select", { id: `field-${name}` });
    select.append(new Option(this.words("to_choose"), ""));
    for (const [value, text] of options) select.append(new Option(text, value));
    putChoice(select, mark[name]);
    select.addEventListener("change", () => this.act.set(mark.key, name, select.value));
    return this.labelled(name, select);
  }

  field(mark, name) {
    const input = element("input", { id: `field-${name}`, autocomplete: "off", spellcheck: false });
    input.maxLength = 200;
    putValue(input, mark[name]);
    const placeholder = this.words(`example_${name}`);
    if (placeholder) input.placeholder = placeholder;
    const take = () => {
      const value = readField(name, input.value);
      const wrong = value === undefined;
      input.setAttribute("aria-invalid", String(wrong));
      if (wrong) this.act.wrong(name);
      else this.act.typed(mark.key, name, value);
      return !wrong;
    };
    input.addEventListener("change", take);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      if (take()) this.act.leave();
    });
    const row = this.labelled(name, input);
    row.hidden = !isUsed(mark, name);
    return row;
  }

  labelled(name, control) {
    const row = element("div", { className: "field" });
    const label = element("label", { htmlFor: control.id, textContent: this.words(`field_${name}`) });
    row.append(label, control);
    return row;
  }

  // A field that was left with something wrong in it.
  invalid() {
    return this.own.parentElement.parentElement.querySelector('[aria-invalid="true"]');
  }
}

// Fields that the form of a mark does not use are hidden while they are empty.
function isUsed(mark, name) {
  if (mark.label === "target") return mark.op !== "absolute" || ["op", "metric"].includes(name);
  return name === "type" || !mark.type || USED[mark.type].includes(name) || mark[name] !== undefined;
}

// Nothing can be taken back to "not chosen yet".
function putChoice(select, value) {
  const [none] = select.options;
  none.hidden = none.disabled = Boolean(value);
  select.value = value ?? "";
  select.classList.toggle("missing", !value);
}

// A field that was gone to and not typed in yet is selected, as the Tab key does.
function putValue(input, value) {
  const typed = input.value !== input.defaultValue;
  input.defaultValue = value ?? "";
  if (typed) return;
  input.value = input.defaultValue;
  if (input === document.activeElement) input.select();
}

export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
