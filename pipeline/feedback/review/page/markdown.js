// The guideline: the little Markdown that it uses, made of elements, never of HTML text.

import { element } from "./panel.js";

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*/gu;

function* inline(text) {
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    yield text.slice(done, found.index);
    const [, code, strong] = found;
    yield code ? element("code", { textContent: code }) : element("strong", { textContent: strong });
    done = found.index + found[0].length;
  }
  yield text.slice(done);
}

function block(name, text) {
  const made = element(name);
  made.append(...inline(text));
  return made;
}

function table(lines) {
  const made = element("table");
  const cells = (line) => line.replace(/^\||\|\s*$/gu, "").split("|");
  lines
    .filter((line) => !/^\|[\s|:-]+\|$/u.test(line.trim()))
    .forEach((line, i) => {
      const row = element("tr");
      row.append(...cells(line).map((cell) => block(i ? "td" : "th", cell.trim())));
      made.append(row);
    });
  return made;
}

// Lines that belong together: a heading, a table, an item with what is indented below it, a paragraph.
function* groups(text) {
  let group = [];
  for (const line of text.split(/\r?\n/u)) {
    const starts = /^(#{1,4} |- |\d+\. )/u.test(line);
    const inTable = line.startsWith("|");
    const tableBefore = group.length > 0 && group[0].startsWith("|");
    if (group.length && (!line.trim() || starts || inTable !== tableBefore)) {
      yield group;
      group = [];
    }
    if (line.trim()) group.push(line);
  }
  if (group.length) yield group;
}

export function render(text) {
  const made = [];
  for (const lines of groups(text)) {
    const heading = /^(#{1,4}) (.*)/u.exec(lines[0]);
    const item = /^(?:- |(\d+)\. )/u.exec(lines[0]);
    if (heading) {
      made.push(block(`h${Math.min(heading[1].length + 2, 6)}`, heading[2]));
      if (lines.length > 1) made.push(block("p", lines.slice(1).join(" ")));
    } else if (lines[0].startsWith("|")) {
      made.push(table(lines));
    } else if (item) {
      const name = item[1] ? "ol" : "ul";
      let list = made.at(-1);
      if (list?.tagName.toLowerCase() !== name) {
        list = element(name);
        if (item[1]) list.start = Number(item[1]);
        made.push(list);
      }
      list.append(block("li", lines.map((line) => line.trim()).join(" ").slice(item[0].length)));
    } else {
      made.push(block("p", lines.map((line) => line.trim()).join(" ")));
    }
  }
  return made;
}
