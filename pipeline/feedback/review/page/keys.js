// The keyboard: which key asks for what, and when it is left to the browser.

const TYPING = "input, textarea, select";
const PRESSABLE = "button, a, summary";
const ROLES = { q: "lead", w: "support", e: "responsible", r: "actor" };

// With an input method open the browser names the key only by its place.
function named(event) {
  if (event.key !== "Process") return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const found = /^(?:Key|Digit)(.)$/u.exec(event.code);
  return found ? found[1].toLowerCase() : event.code;
}

// `act` has a function for each thing that can be asked for; `state()` tells what is selected.
export function listen(act, state) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const key = named(event);
    const control = event.ctrlKey || event.metaKey;
    if (control && key === "Enter") return run(event, () => event.repeat || act.accept());
    const typing = event.target.closest?.(TYPING);
    if (typing) return key === "Escape" ? run(event, act.leave) : undefined;
    if (control && key === "z" && !event.shiftKey) return run(event, act.undo);
    if (control || event.altKey) return undefined;
    if (event.target.closest?.(PRESSABLE) && (key === "Enter" || key === " ")) return undefined;
    const call = find(key, event, act, state());
    return call ? run(event, call) : undefined;
  });
}

function run(event, call) {
  event.preventDefault();
  call();
}

function find(key, event, act, { selected, body }) {
  // A key held down moves things; it must not accept one segment after the other.
  const once = (call) => () => event.repeat || call();
  const moves = {
    ArrowLeft: () => act.move(-1, event.shiftKey),
    ArrowRight: () => act.move(1, event.shiftKey),
    Home: () => act.toEdge("start", event.shiftKey),
    End: () => act.toEdge("end", event.shiftKey),
    "[": () => act.step(-1),
    "]": () => act.step(1),
    j: () => act.go(1),
    k: () => act.go(-1),
  };
  const deeds = {
    Enter: act.accept,
    s: act.skip,
    z: act.undo,
    n: act.nextOpen,
    g: act.guideline,
    m: act.note,
    a: act.annotator,
    "?": act.keys,
    "/": act.keys,
    0: act.reset,
    1: () => act.label("measure"),
    2: () => act.label("responsible_department"),
    3: () => act.label("target"),
    4: () => act.label("deadline"),
    f: act.form,
    Escape: act.escape,
  };
  if (selected) Object.assign(deeds, { Delete: act.remove, Backspace: act.remove });
  if (body && key in ROLES) return () => act.role(ROLES[key]);
  if (Object.hasOwn(moves, key)) return moves[key];
  return Object.hasOwn(deeds, key) ? once(deeds[key]) : null;
}
