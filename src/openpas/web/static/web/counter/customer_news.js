/* Tells the screen of the visitor, in another window of this browser, what happens here. Nothing leaves the desk. */

import { CHANNEL, WELCOME } from "./customer_screen.js";
import { hear } from "./sound.js";

const channel = new BroadcastChannel(CHANNEL);

/** Carries what may be told of this page; a page of the counter without a pass says welcome. */
class CustomerNews extends HTMLElement {
  connectedCallback() {
    const { initial, points, plus, cents, done } = this.dataset;
    this.state = initial === undefined ? WELCOME : { initial, points, plus, cents, done };
    this.work = new AbortController();
    channel.addEventListener("message", ({ data }) => data.ask && this.tell(), { signal: this.work.signal });
    this.tell();
    this.sound();
  }

  disconnectedCallback() {
    this.work.abort();
  }

  tell() {
    channel.postMessage(this.state);
  }

  /** Once for each thing that happened: a page that is loaded again is silent. */
  sound() {
    const { token, done, look } = this.dataset;
    if (token) {
      const alarms = document.querySelector("#page [role=alert]") !== null;
      hear(look || alarms ? "look" : "ready", `${token}:${done}:${alarms}`);
    }
  }
}

/** Turns the screen of a phone round to who stands there. */
class CustomerWindow extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector(".turn-screen")?.addEventListener("click", () => this.turn());
  }

  turn() {
    const dialog = document.querySelector("dialog.turned");
    dialog.querySelector("customer-screen").show(document.querySelector("customer-news").state);
    dialog.showModal();
  }
}

customElements.define("customer-news", CustomerNews);
customElements.define("customer-window", CustomerWindow);
