// The marks as a list, the selected one with its role or its normal form.

import { OPS, ROLES, TYPES } from "./draft.js";

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/;
const NUMBER = /^(-?\d+(?:\.\d+)?)\s*(万亿|亿|万|千|百)?$/u;
const TIMES = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8, 万亿: 1e12 };
// Fields of a deadline that a type does not use are hidden while they are empty.
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
    if (mark.label === "responsible_department") fields.append(this.roles(mark));
    if (mark.label === "target") {
      const ops = OPS.map((op, i) => [op, this.words(op === "absolute" ? "op_absolute" : `op_${i}`)]);
      fields.append(this.choice(mark, "op", ops));
      const names = mark.op === "absolute" ? [] : ["value", "value_max", "unit"];
      for (const name of [...names, "metric"]) fields.append(this.field(mark, name));
    }
    if (mark.label === "deadline") {
      const types = TYPES.map((type) => [type, this.words(`type_${type}`)]);
      fields.append(this.choice(mark, "type", types));
      for (const name of ["start_date", "end_date", "duration", "rule"]) {
        const used = !mark.type || USED[mark.type].includes(name) || mark[name] !== undefined;
        if (used) fields.append(this.field(mark, name));
      }
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
    if (!mark[name]) select.append(new Option(this.words("to_choose"), ""));
    for (const [value, text] of options) select.append(new Option(text, value));
    select.value = mark[name] ?? "";
    select.classList.toggle("missing", !mark[name]);
    select.addEventListener("change", () => this.act.set(mark.key, name, select.value));
    return this.labelled(name, select);
  }

  field(mark, name) {
    const input = element("input", { id: `field-${name}`, autocomplete: "off", spellcheck: false });
    input.maxLength = 200;
    input.value = mark[name] ?? "";
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
    return this.labelled(name, input);
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

export function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
