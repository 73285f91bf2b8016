// The words of the page: they come from the server, none stand in the code.

let wording = {};

export function learn(given) {
  wording = given;
}

// The words of a key of the page, with what stands in braces filled in.
export const words = (key, values = {}) =>
  (wording[`page.${key}`] ?? "").replace(/\{(\w+)\}/gu, (_, name) => values[name] ?? "");

// A code of the program (queue.random) in words; one that has none stands for itself.
export const named = (group, code) => wording[`${group}.${code}`] ?? code;

export const at = (id) => document.getElementById(id);
