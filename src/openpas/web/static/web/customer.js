/* The window for the visitor: it follows the counter in the same browser, and forgets when nothing happens. */

import { CHANNEL, WELCOME } from "./counter/customer_screen.js";

const FORGET_AFTER_MS = 90_000;
const channel = new BroadcastChannel(CHANNEL);
let forgetting = 0;

channel.addEventListener("message", ({ data }) => {
  if (data.ask) {
    return;
  }
  clearTimeout(forgetting);
  const screen = document.querySelector("customer-screen");
  screen.show(data);
  forgetting = setTimeout(() => screen.show(WELCOME), FORGET_AFTER_MS);
});
channel.postMessage({ ask: true });
