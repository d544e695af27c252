/* Scans that could not be sent. They wait in this tab alone, are sent again by themselves with the number that makes
   each of them count once, and are told when they have arrived. */

const FIRST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 20_000;

const waiting = [];
const arrived = [];
const state = { timer: null, pauseMs: FIRST_PAUSE_MS, isSending: false, isSignedOut: false };

export function isWaiting() {
  return waiting.length > 0;
}

/** `body` is what the form would have sent, its nonce included. */
export function keep(address, body) {
  waiting.push({ address, body: new URLSearchParams([...body]) });
  tell();
  later();
}

async function sendAll() {
  if (state.isSending) {
    return;
  }
  state.isSending = true;
  try {
    while (waiting.length > 0) {
      arrived.push(await send(waiting[0]));
      waiting.shift();
      state.pauseMs = FIRST_PAUSE_MS;
      tell();
    }
  } catch {
    state.pauseMs = Math.min(state.pauseMs * 1.5, LONGEST_PAUSE_MS);
    later();
  } finally {
    state.isSending = false;
    tell();
  }
}

/** What the page says that answers it. Rejects while there is no answer, or none that counts. */
async function send({ address, body }) {
  const answer = await fetch(address, { method: "POST", body, signal: AbortSignal.timeout(LONGEST_PAUSE_MS) });
  state.isSignedOut = new URL(answer.url).pathname.startsWith("/account/") || answer.status === 403;
  if (state.isSignedOut || answer.status >= 500) {
    throw new Error("not now");
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const news = [...page.querySelectorAll("[data-announce], #main [role=alert]")].map((one) => one.textContent.trim());
  const words = [...new Set(news)].join(" ") || page.querySelector("h1")?.textContent.trim() || "";
  return { words: words.replaceAll(/\s+/g, " "), isGood: answer.ok && !page.querySelector("#main [role=alert]") };
}

function later() {
  clearTimeout(state.timer);
  state.timer = setTimeout(sendAll, state.pauseMs);
}

function tell() {
  document.querySelector("scan-queue")?.show();
}

/** Where it is told how many wait, and what became of them. */
class ScanQueue extends HTMLElement {
  connectedCallback() {
    this.querySelector("[data-do=send]").addEventListener("click", () => sendAll());
    this.querySelector("[data-do=clear]").addEventListener("click", () => this.clear());
    this.show();
  }

  clear() {
    arrived.length = 0;
    this.show();
  }

  show() {
    this.hidden = waiting.length + arrived.length === 0;
    this.part("waiting").hidden = waiting.length === 0;
    this.part("signed-out").hidden = !state.isSignedOut || waiting.length === 0;
    this.part("arrived").hidden = arrived.length === 0;
    this.part("count").textContent = this.counted();
    this.part("list").replaceChildren(...arrived.map(line));
  }

  counted() {
    const words = waiting.length === 1 ? this.dataset.one : this.dataset.many;
    return words.replace("{n}", String(waiting.length));
  }

  part(name) {
    return this.querySelector(`[data-part=${name}]`);
  }
}

function line({ words, isGood }) {
  const item = document.createElement("li");
  item.classList.toggle("is-refused", !isGood);
  item.textContent = words;
  return item;
}

customElements.define("scan-queue", ScanQueue);
addEventListener("online", () => sendAll());
addEventListener("beforeunload", (event) => {
  if (isWaiting()) {
    event.preventDefault();
  }
});
