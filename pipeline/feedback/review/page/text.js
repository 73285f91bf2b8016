// Offsets: the server counts code points, the browser UTF-16 units. Only this module knows both.

export const points = (text) => Array.from(text);

export function countPoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// A passage of the source: `start` is the offset of its first code point in the whole text.
export class Passage {
  constructor({ start, text }) {
    this.start = start;
    this.points = points(text);
    this.end = start + this.points.length;
  }

  slice(start, end) {
    return this.points.slice(start - this.start, end - this.start).join("");
  }

  // The place behind one line end that begins at `at`, else `at` itself.
  lineEnd(at) {
    if (this.points[at - this.start] === "\r") at += 1;
    return this.points[at - this.start] === "\n" ? at + 1 : at;
  }

  // Leave blanks and line ends at either side out.
  trimmed(start, end) {
    const blank = (at) => /\s/u.test(this.points[at - this.start]);
    while (start < end && blank(start)) start += 1;
    while (end > start && blank(end - 1)) end -= 1;
    return [start, end];
  }
}

// How many code points of `root` stand before a place in the document. `root` holds the passage
// and no other text (badges and the caret are style).
export function pointsBefore(root, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return countPoints(range.toString());
}
