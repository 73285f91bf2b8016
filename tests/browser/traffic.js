// What of the server is on its way. Runs before the page, which asks with `fetch` and reads with
// `json` and knows nothing of this.
{
  const { fetch } = window;
  const { json } = Response.prototype;
  let underway = 0;
  let kept = null;
  const waiting = [];

  // What the page makes of an answer is over in the task after the one that brings it.
  const over = () => setTimeout(() => { underway -= 1; });

  window.fetch = async (path, options) => {
    underway += 1;
    let response;
    try {
      response = await fetch(path, options);
    } catch (error) {
      over();
      throw error;
    }
    if (kept && path.includes(kept)) {
      underway -= 1;
      await new Promise((go) => { waiting.push(go); });
      underway += 1;
    }
    return response;
  };
  Response.prototype.json = async function read() {
    try {
      return await json.call(this);
    } finally {
      over();
    }
  };
  window.traffic = {
    rests: () => underway === 0,
    keep: (part) => { kept = part; },
    letGo: () => {
      kept = null;
      for (const go of waiting.splice(0)) go();
    },
  };
}
