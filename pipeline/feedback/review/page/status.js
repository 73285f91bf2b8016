// The status line: what was done, and what went wrong.

import * as server from "./server.js";
import { at, words } from "./words.js";

export function say(text, { wrong = false } = {}) {
  const status = at("status");
  status.classList.toggle("wrong", wrong);
  status.textContent = text;
}

export function fail(error) {
  const known = words(`error_${error.code}`);
  const detail = known || error.message;
  say(words("failed", { detail, where: error.where || "" }), { wrong: true });
}

export async function exportAll() {
  try {
    const { added } = await server.exportAll();
    say(words(added ? "exported" : "exported_nothing", { added }));
  } catch (error) {
    fail(error);
  }
}
