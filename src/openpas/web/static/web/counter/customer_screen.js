/* What whoever stands at the counter may see: an initial, points, what is to be paid. Never a status or a reason. */

import { euro } from "./visit_form.js";

export const CHANNEL = "openpas-customer";
export const WELCOME = { welcome: true };

/** Shows one state in big type; `show` is told what happens at the counter. */
export class CustomerScreen extends HTMLElement {
  connectedCallback() {
    this.show(WELCOME);
  }

  show(state) {
    const parts = {
      welcome: Boolean(state.welcome),
      visit: Boolean(state.initial),
      plus: Boolean(state.plus),
      points: Boolean(state.points),
      cents: Boolean(state.cents),
      done: Number(state.done) > 0,
    };
    for (const part of this.querySelectorAll("[data-when]")) {
      part.hidden = !parts[part.dataset.when];
    }
    this.say("initial", state.initial ? `${state.initial}.` : "");
    this.say("plus", state.plus);
    this.say("points", state.points);
    this.say("cents", state.cents ? euro(Number(state.cents)) : "");
  }

  say(name, words) {
    this.querySelector(`[data-${name}]`).textContent = words ?? "";
  }
}

if (!customElements.get("customer-screen")) {
  customElements.define("customer-screen", CustomerScreen);
}
