/* Parts of a component that are only there in some of its states: `data-when="open paused"`. */

export function enter(component, state) {
  component.dataset.state = state;
  for (const part of component.querySelectorAll("[data-when]")) {
    part.hidden = !part.dataset.when.split(" ").includes(state);
  }
}
