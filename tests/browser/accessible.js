// What a machine can tell of accessibility. Returns a list of what is wrong.
const wrong = [];
const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
const say = (one, what) => wrong.push(`${one.outerHTML.slice(0, 120)}: ${what}`);
const name = (one) => {
  const by = (one.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const texts = by.map((id) => document.getElementById(id)?.textContent ?? "");
  texts.push(one.getAttribute("aria-label") ?? "");
  for (const label of one.labels ?? []) texts.push(label.textContent);
  if (!["INPUT", "SELECT", "TEXTAREA"].includes(one.tagName)) texts.push(one.textContent);
  return texts.join("").trim();
};

// Every control, region, list and dialog has a name; every name leads somewhere.
const named = "button, a, input, select, textarea, progress, nav, aside, dialog, [role=listbox], " +
  "[role=option], [role=group], [role=toolbar], [role=region], [role=img], [tabindex]";
for (const one of document.querySelectorAll(named)) if (shown(one) && !name(one)) say(one, "no name");
for (const attribute of ["aria-labelledby", "aria-describedby", "aria-activedescendant", "for"]) {
  for (const one of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of one.getAttribute(attribute).split(/\s+/)) {
      if (!document.getElementById(id)) say(one, `${attribute} leads nowhere: ${id}`);
    }
  }
}
const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) wrong.push(`id twice: ${id}`);

// Landmarks, language, one title, headings without gaps.
if (!document.documentElement.lang.startsWith("zh")) wrong.push("no language");
if (!document.title) wrong.push("no title");
for (const landmark of ["header", "nav", "main", "aside", "footer", "h1"]) {
  if (document.querySelectorAll(`body > ${landmark}, header > ${landmark}`).length !== 1) {
    wrong.push(`not one ${landmark}`);
  }
}
let level = 0;
for (const one of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  if (!shown(one)) continue;
  const its = Number(one.tagName[1]);
  if (its > level + 1) say(one, `heading ${its} behind ${level}`);
  level = its;
}
for (const one of document.querySelectorAll("[tabindex]")) {
  if (one.tabIndex > 0) say(one, "an order of its own");
}
for (const one of document.querySelectorAll("button, select, input")) {
  const { width, height } = one.getBoundingClientRect();
  if (shown(one) && (width < 24 || height < 24)) say(one, `small: ${width} x ${height}`);
}

// Contrast of every text with what is behind it (WCAG 2, level AA).
const parse = (color) => {
  const numbers = color.match(/[\d.]+/g).map(Number);
  return { rgb: numbers.slice(0, 3), alpha: numbers[3] ?? 1 };
};
const background = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
};
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => value / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
const check = (one, style, what) => {
  const found = contrast(parse(style.color).rgb, background(one));
  const large = parseFloat(style.fontSize) >= 24;
  if (found < (large ? 3 : 4.5)) say(one, `contrast of ${what} ${found.toFixed(2)}`);
};
for (const one of document.querySelectorAll("body *")) {
  if (!shown(one) || one.tagName === "NOSCRIPT") continue;
  const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (own || one.matches("input, select, textarea")) check(one, getComputedStyle(one), "text");
  if (one.dataset.badge) check(one, getComputedStyle(one, "::after"), "badge");
  if (one.placeholder) check(one, getComputedStyle(one, "::placeholder"), "placeholder");
}
return wrong;
