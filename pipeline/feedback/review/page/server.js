// Requests to the server. A failed one throws an Error with `code` and `where`.

let token = "";
// How many requests are under way that change what is shown.
let changes = 0;

export const waits = () => changes > 0;

export async function during(request) {
  changes += 1;
  try {
    return await request;
  } finally {
    changes -= 1;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    throw Object.assign(new Error("offline"), { code: "offline", where: "" });
  }
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.message), answer);
  return answer;
}

const get = (path, query = {}) => {
  const search = new URLSearchParams(query).toString();
  return ask(search ? `${path}?${search}` : path);
};

const post = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Review-Token": token },
    body: JSON.stringify(body),
  });

export async function session() {
  const opened = await get("/api/session");
  token = opened.token;
  return opened;
}

export const queue = (annotator) => get("/api/queue", { annotator });
export const rows = (first, last) => get("/api/rows", { first, last });
export const segment = (id, annotator) =>
  get(`/api/segments/${encodeURIComponent(id)}`, { annotator });
export const form = (id, { start, end, label }) =>
  get(`/api/forms/${encodeURIComponent(id)}`, { start, end, label });
export const guideline = () => get("/api/guideline");
export const answer = (given) => post("/api/answers", given);
export const undo = (annotator) => post("/api/undo", { annotator });
export const exportAll = () => post("/api/export", {});
