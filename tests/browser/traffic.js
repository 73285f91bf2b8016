// What of the server is on its way. Runs before the page, which asks with `fetch` and reads with
// `json` and knows nothing of this.
{
  const { fetch } = window;
  const { json } = Response.prototype;
  let underway = 0;
  let kept = null;
  let gate = Promise.withResolvers();

  // What the page makes of an answer is over in the task after the one that brings it.
  const over = () => setTimeout(() => { underway -= 1; });

  window.fetch = async (path, options) => {
    const closed = kept && path.includes(kept) ? gate.promise : null;
    underway += 1;
    let response;
    try {
      response = await fetch(path, options);
    } catch (error) {
      over();
      throw error;
    }
    if (closed) {
      underway -= 1;
      await closed;
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
    // Of what is asked for from now on; what was kept back before stays so.
    keep: (part) => { kept = part; },
    letGo: () => {
      kept = null;
      gate.resolve();
      gate = Promise.withResolvers();
    },
  };
}
