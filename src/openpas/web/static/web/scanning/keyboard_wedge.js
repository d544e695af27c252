/* A reader that types as a keyboard does. It types faster than anybody, ends with Enter or Tab, and does not know where
   the focus is: what it types elsewhere on the page comes to the box all the same. */

const SLOWEST_MS = 50;
const LONGEST_GAP_MS = 300;
const SHORTEST = 8;
const NUMBER = /[0-9]{8}|[0-9A-Fa-f:.-]{8}|[à&é"'(§è!ç_-]{8}/u;
const ENDS = new Set(["Enter", "Tab"]);

const burst = { text: "", beganAt: 0, lastAt: 0, target: null, before: "" };

function begin(event) {
  Object.assign(burst, { text: "", beganAt: event.timeStamp, target: event.target, before: event.target.value ?? "" });
}

function isScan(event) {
  const tookMs = event.timeStamp - burst.beganAt;
  return burst.text.length >= SHORTEST && NUMBER.test(burst.text) && tookMs <= burst.text.length * SLOWEST_MS;
}

const receivers = [];

/** `boxOf()` is where scans go, or nothing; `take(text)` gets one that was typed elsewhere, and `send()` sends the one
    that was typed in the box and ended with Tab. */
export function listen(receiver) {
  receivers.push(receiver);
}

function hear(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const isLate = event.timeStamp - burst.lastAt > LONGEST_GAP_MS || event.target !== burst.target;
  if (ENDS.has(event.key)) {
    if (!isLate && isScan(event)) {
      arrive(event);
    }
    burst.text = "";
  } else if (event.key.length === 1) {
    if (isLate || burst.text === "") {
      begin(event);
    }
    burst.text += event.key;
    burst.lastAt = event.timeStamp;
  }
}

function arrive(event) {
  const receiver = receivers.find((one) => one.boxOf());
  const elsewhere = event.target;
  if (!receiver || elsewhere.closest("[data-scans]")) {
    return;
  }
  if (elsewhere !== receiver.boxOf()) {
    forget(elsewhere);
    receiver.take(burst.text);
  } else if (event.key === "Tab") {
    receiver.send();
  } else {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The field that had the focus is again as it was. */
function forget(field) {
  if (field.matches("input, textarea")) {
    field.value = burst.before;
  }
}

document.addEventListener("keydown", hear, true);
