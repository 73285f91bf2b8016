// The page: what is shown, what was done, and what the server keeps.

import { askAnnotator, listenToDialogs, showGuideline, showKeys } from "./dialogs.js";
import { Draft } from "./draft.js";
import { hint, showAnnotator, showMarker, showProgress, showTask } from "./facts.js";
import { listenToButtons, listenToMouse, released } from "./gestures.js";
import { listen } from "./keys.js";
import { Panel } from "./panel.js";
import { PassageView } from "./passage.js";
import { Queue } from "./queue.js";
import * as server from "./server.js";
import { exportAll, fail, say } from "./status.js";
import { Passage } from "./text.js";
import { at, learn, words } from "./words.js";

const ANNOTATOR = "review-annotator";

let annotator = "";
let draft = null;
// Edits that were not accepted yet, by annotator and segment: going elsewhere keeps them.
const drafts = new Map();
// The normal forms that are being read: an answer waits for them.
let reading = Promise.resolve();

// What is judged is what is seen: nothing is edited while something else is on its way.
const seen = (edit) => (...given) => (draft && !server.waits() ? edit(...given) : undefined);

const view = new PassageView(at("passage"), words);
const panel = new Panel({ own: at("own"), covering: at("covering") }, words, {
  select: seen((key) => {
    draft.selected = draft.selected === key ? null : key;
    view.clear();
    show();
    view.reveal(".mark.selected");
  }),
  remove: seen((key) => change(() => draft.remove(key))),
  set: seen((key, name, value) => change(() => draft.set(key, name, value))),
  // From a field that is being left: the one that is gone to must not be made anew.
  typed: (key, name, value) => {
    draft.set(key, name, value);
    remember();
    panel.refresh();
    at("reset").disabled = !draft.changed;
  },
  wrong: (name) => say(words(`wrong_${name}`) || words("wrong_value"), { wrong: true }),
  leave: () => at("passage").focus(),
});
const queue = new Queue(at("list"), words, {
  open: (position, options) => open(position, options),
  load: server.rows,
});

// --- showing -------------------------------------------------------------------------------

function show({ scroll = false } = {}) {
  view.show(draft, { scroll });
  panel.show(draft);
  for (const button of document.querySelectorAll(".label")) {
    button.setAttribute("aria-pressed", String(draft.has(button.dataset.label)));
  }
  if (at("note") !== document.activeElement) at("note").value = draft.state.note;
  showMarker();
  at("hint").textContent = words(hint(draft, view.picked));
  at("reset").disabled = !draft.changed;
}

// --- the queue -----------------------------------------------------------------------------

const draftKey = (id) => `${annotator}\n${id}`;

async function open(position, { keepFocus = false, says = null } = {}) {
  if (position < 0 || position >= queue.ids.length) return say(words("no_more"));
  settle();
  const id = queue.ids[position];
  queue.select(position);
  let task;
  try {
    task = await server.during(server.segment(id, annotator));
  } catch (error) {
    return fail(error);
  }
  // Somebody was faster: only what was asked for last is shown.
  if (queue.at !== position) return undefined;
  // What was typed meanwhile is of the segment that was seen.
  settle();
  const passage = new Passage(task.window);
  const kept = drafts.get(draftKey(id));
  draft = kept ?? new Draft(task, passage, says ?? task.answer ?? task.says, { read: !says && !task.answer });
  if (says) draft.edit(() => {});
  draft.task = task;
  remember();
  view.clear();
  at("note").value = draft.state.note;
  showTask(task);
  show({ scroll: true });
  if (!keepFocus) at("passage").focus({ preventScroll: true });
  return undefined;
}

function go(by) {
  const position = queue.neighbour(by);
  if (position === -1) return say(words("no_more"));
  say("");
  return open(position);
}

function nextOpen() {
  const position = queue.nextOpen(queue.at);
  if (position === -1) return say(words("all_done"));
  return open(position);
}

// --- editing -------------------------------------------------------------------------------

function remember() {
  const key = draftKey(draft.task.id);
  if (draft.changed) drafts.set(key, draft);
  else drafts.delete(key);
  queue.setChanged(queue.positions.get(draft.task.id), draft.changed);
}

function change(edit) {
  const result = edit();
  remember();
  show();
  return result;
}

function label(name) {
  if (view.picked && name !== "measure") return mark(name);
  const { current } = draft;
  if (current && name !== "measure") return relabel(current, name);
  change(() => draft.toggle(name));
  const given = words(draft.has(name) ? "label_on" : "label_off", { label: words(`label_${name}`) });
  return say(given);
}

function mark(name) {
  const { start, end } = view.picked;
  const added = change(() => draft.add(start, end, name));
  if (typeof added === "string" && added !== "marked_already") {
    return say(words(added), { wrong: true });
  }
  view.clear();
  show();
  if (typeof added === "string") return say(words(added));
  say(words("marked", { words: added.text, label: words(`label_${name}`) }));
  read(added.key);
  return undefined;
}

function relabel(current, name) {
  const added = change(() => draft.relabel(current.key, name));
  if (!added) return undefined;
  say(words("marked", { words: added.text, label: words(`label_${name}`) }));
  read(added.key);
  return undefined;
}

// Ask the server for the normal form of a mark, as the program reads it.
function read(key) {
  reading = Promise.all([reading, fill(key)]);
}

async function fill(key) {
  const asked = draft;
  const mark = asked.state.marks.find((one) => one.key === key);
  if (!mark || mark.label === "responsible_department") return;
  const { start, end } = mark;
  try {
    const form = await server.form(asked.task.id, mark);
    const now = asked.state.marks.find((one) => one.key === key);
    if (!now || now.start !== start || now.end !== end) return;
    asked.fill(key, form);
    if (asked === draft) released().then(() => panel.refill());
  } catch (error) {
    fail(error);
  }
}

// The mouse was released: true if it had selected words of the passage.
function pick() {
  if (!view.takeSelection()) return false;
  draft.selected = null;
  show();
  say(view.words_picked);
  at("passage").focus({ preventScroll: true });
  return true;
}

// A click into the passage: on a mark selects it, elsewhere puts the caret there.
function click(event) {
  view.picked = null;
  const key = Number(event.target.closest(".mark")?.dataset.key);
  draft.selected = key && key !== draft.selected ? key : null;
  view.caret = key ? null : view.caretAt(event);
  show();
}

// Arrow keys: the edge of the selected mark, else the caret.
function move(by, shift) {
  const { current } = draft;
  if (!current) {
    view.moveCaret((from) => from + by, { pick: shift });
    show();
    view.reveal(".caret");
    if (view.picked) say(view.words_picked);
    return;
  }
  const moved = change(() => draft.move(current.key, shift ? { start: by } : { end: by }));
  if (!moved) return;
  say(draft.current.text);
  if (draft.current.read) read(current.key);
}

function toEdge(edge, shift) {
  draft.selected = null;
  view.moveCaret(() => draft.task[edge], { pick: shift });
  show();
  view.reveal(".caret");
}

function step(by) {
  view.clear();
  draft.step(by);
  show();
  view.reveal(".mark.selected");
  if (draft.current) say(words("selected", { words: draft.current.text, label: panel.kind(draft.current) }));
}

function leaveNote() {
  if (draft && at("note").value !== draft.state.note) change(() => draft.setNote(at("note").value));
}

// Take what stands in the note, and in a field that is still being typed in.
function settle() {
  leaveNote();
  if (document.activeElement.closest?.(".fields")) document.activeElement.blur();
}

function reset() {
  if (!draft.changed) return;
  while (draft.undo());
  change(() => view.clear());
  say(words("was_reset"));
}

// --- answers -------------------------------------------------------------------------------

async function send(kind) {
  settle();
  const sent = draft;
  await server.during(reading);
  if (server.waits() || sent !== draft || (kind === "accept" && !complete())) return undefined;
  try {
    const kept = await server.during(server.answer(sent.answer(kind, annotator)));
    drafts.delete(draftKey(kept.id));
    const position = queue.positions.get(kept.id);
    queue.setChanged(position, false);
    queue.setState(position, kept.state);
    showProgress(queue.counts());
    say(words(kind === "accept" ? "accepted" : "skipped"));
  } catch (error) {
    return fail(error);
  }
  if (queue.counts().open) return nextOpen();
  say(words("all_done"));
  return open(queue.at);
}

function complete() {
  const invalid = panel.invalid();
  if (invalid) {
    say(words("wrong_value"), { wrong: true });
    invalid.focus();
    return false;
  }
  const missing = draft.incomplete();
  if (!missing) return true;
  draft.selected = missing.mark.key;
  show();
  at(`field-${missing.name}`)?.focus();
  say(words("missing", { words: missing.mark.text, field: words(`field_${missing.name}`) }), { wrong: true });
  return false;
}

// The last edit of this segment; where there is none, the last answer.
async function undo() {
  if (server.waits()) return undefined;
  if (draft?.changed) {
    change(() => draft.undo());
    view.clear();
    show();
    return say(words("edit_undone"));
  }
  try {
    const { id, state, undone } = await server.during(server.undo(annotator));
    if (id === null) return say(words("nothing_to_undo"));
    const position = queue.positions.get(id);
    queue.setState(position, state);
    showProgress(queue.counts());
    drafts.delete(draftKey(id));
    await open(position, { says: undone });
    return say(words("answer_undone"));
  } catch (error) {
    return fail(error);
  }
}

async function become(name) {
  if (name === annotator) return;
  leaveNote();
  annotator = name;
  sessionStorage.setItem(ANNOTATOR, name);
  await server.during(begin());
  say(words("is_annotator", { name }));
}

// --- start ---------------------------------------------------------------------------------

const act = {
  accept: seen(() => send("accept")),
  skip: seen(() => send("skip")),
  undo,
  reset: seen(reset),
  go,
  nextOpen,
  label: seen(label),
  move: seen(move),
  toEdge: seen(toEdge),
  step: seen(step),
  role: seen((role) => change(() => draft.set(draft.current.key, "role", role))),
  remove: seen(() => change(() => draft.remove(draft.current.key))),
  form: seen(() => {
    if (!draft.current) step(1);
    document.querySelector(".marks .fields :is(select, input, button)")?.focus();
  }),
  note: () => at("note").focus(),
  guideline: showGuideline,
  keys: showKeys,
  annotator: () => askAnnotator(annotator),
  mark: seen(mark),
  toggle: seen((name) => change(() => draft.toggle(name))),
  exportAll,
  leaveNote,
  pick: seen(pick),
  click: seen(click),
  sift: (filter) => queue.setFilter(filter),
  unsaved: () => drafts.size > 0,
  leave: () => at("passage").focus(),
  escape: seen(() => {
    view.clear();
    draft.selected = null;
    show();
    at("passage").focus({ preventScroll: true });
  }),
};

// Load the queue of the annotator and open the first segment without an answer.
async function begin() {
  queue.set(await server.queue(annotator));
  for (const id of queue.ids) if (drafts.has(draftKey(id))) queue.setChanged(queue.positions.get(id), true);
  showAnnotator(annotator);
  showProgress(queue.counts());
  if (!queue.ids.length) return say(words("nothing_queued"));
  const first = queue.nextOpen(-1);
  if (first === -1) say(words("all_done"));
  return open(Math.max(first, 0));
}

async function start() {
  // The token has become a cookie; it need not stay in the address and the history.
  history.replaceState(null, "", "/");
  try {
    const opened = await server.session();
    learn(opened.wording);
    annotator = sessionStorage.getItem(ANNOTATOR) ?? opened.annotator;
    document.title = `${words("title")} · ${opened.run}`;
    listenToMouse(act);
    listenToButtons(act);
    listenToDialogs(become);
    listen(act, () => ({
      selected: Boolean(draft?.current),
      body: draft?.current?.label === "responsible_department",
    }));
    await begin();
    document.body.dataset.ready = "true";
  } catch (error) {
    fail(error);
  }
}

start();
