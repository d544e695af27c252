/* What is chosen at the counter, added up while it is chosen: tickets to pay, points that go. */

export function euro(cents) {
  return `€\u00a0${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
}

/** The form of a visit: its total, its steps, and the search in its rewards. */
class VisitForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", (event) => this.chosen(event.target));
    this.addEventListener("click", (event) => this.step(event.target.closest("[data-step]")));
    this.addEventListener("keydown", (event) => this.choose(event));
    this.show();
  }

  chosen(input) {
    if (input.name === "class") {
      this.leaveOtherClasses(input);
    }
    if (input.type === "search") {
      this.narrow(input.value);
    }
    this.show();
  }

  /** On a phone the prices of one class are seen at a time: what was chosen in another is chosen no longer. */
  leaveOtherClasses(input) {
    const chosen = this.querySelector("input[name=offer]:checked");
    if (chosen?.value && !input.closest("fieldset").contains(chosen)) {
      chosen.checked = false;
      this.querySelector("input[name=offer][value='']").checked = true;
    }
  }

  narrow(text) {
    const wanted = text.trim().toLowerCase();
    for (const line of this.querySelectorAll(".reward")) {
      const isChosen = line.querySelector("input:checked") !== null;
      line.hidden = !isChosen && !line.dataset.title.includes(wanted);
    }
  }

  step(button) {
    if (button) {
      const count = button.parentElement.querySelector("input");
      button.dataset.step > 0 ? count.stepUp() : count.stepDown();
      this.show();
    }
  }

  /** Enter on a reward chooses it; once it is chosen, Enter registers. A search is no reason to register. */
  choose(event) {
    if (event.key !== "Enter") {
      return;
    }
    if (event.target.type === "search") {
      event.preventDefault();
    }
    if (event.target.name === "reward" && !event.target.checked) {
      event.preventDefault();
      event.target.click();
    }
  }

  show() {
    const total = this.querySelector("[data-total]");
    if (!total) {
      return;
    }
    const one = this.querySelector("input[name=offer]:checked");
    const counts = [...this.querySelectorAll("input[type=number]")];
    const number = counts.reduce((sum, count) => sum + tickets(count), 0);
    const cents = counts.reduce((sum, count) => sum + tickets(count) * Number(count.dataset.cents), 0);
    total.textContent = euro(cents + Number(one?.dataset.cents ?? 0));
    this.querySelector("[data-number-line]").hidden = number < 2;
    this.querySelector("[data-number]").textContent = number;
    const ticked = [...this.querySelectorAll("input[name=reward]:checked")];
    const points = ticked.reduce((sum, reward) => sum + Number(reward.dataset.points), 0);
    this.querySelector("[data-points-off]").hidden = points === 0;
    this.querySelector("[data-points-number]").textContent = points;
    this.querySelector("[data-nothing]").hidden = Boolean(one?.value || number || ticked.length);
  }
}

function tickets(count) {
  return Math.max(0, Math.trunc(count.valueAsNumber || 0));
}

customElements.define("visit-form", VisitForm);
