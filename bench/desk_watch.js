/* In the page: how long from the Enter of a scan until its result can be seen, and where the time goes. */
globalThis.scans = [];
performance.setResourceTimingBufferSize(100_000);
globalThis.until = async (holds, patienceMs) => {
  const gaveUp = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > gaveUp) {
      throw new Error(`never: ${holds}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
{
  let entered = null;
  const result = () => location.pathname.includes("/passes/") && document.querySelector("#main h1")?.textContent.trim();
  let shown = "";

  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter") {
        entered = event.timeStamp;
        shown = result();
      }
    },
    true,
  );

  /* Two frames after the change of the page its pixels are there. */
  const seen = (changed) => {
    const began = entered;
    entered = null;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const asked = performance.getEntriesByType("resource").filter((one) => one.startTime >= began);
        const fetched = asked.filter((one) => one.initiatorType === "fetch");
        scans.push({
          total_ms: performance.now() - began,
          server_ms: fetched.reduce((sum, one) => sum + one.responseEnd - one.startTime, 0),
          script_ms: changed - Math.max(...fetched.map((one) => one.responseEnd)),
          paint_ms: performance.now() - changed,
          bytes: asked.reduce((sum, one) => sum + one.transferSize, 0),
        });
      };
      channel.port2.postMessage(0);
    });
  };

  new MutationObserver(() => {
    if (entered !== null && result() && result() !== shown) {
      seen(performance.now());
    }
  }).observe(document, { childList: true, subtree: true });
}
