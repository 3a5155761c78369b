// Hears from the server what changed and tells htmx, which then fetches the parts that show it.
//   live-all            anything in this clinic
//   live-<room>         "appointment", "conversation", ... : the first word of the event's kind
//   live-<id>           the record that the event is about
"use strict";

(() => {
  const address = document.body.dataset.events;
  if (!address) {
    return;
  }
  const state = document.getElementById("live-state");
  const source = new EventSource(address);

  const say = (words, live) => {
    if (!state) {
      return;
    }
    state.dataset.live = live ? "yes" : "no";
    if (state.textContent !== words) {
      state.textContent = words;
    }
  };

  const tell = (name) => window.htmx.trigger(document.body, name);

  source.addEventListener("resync", () => {
    say("Live", true);
    tell("live-all");
    tell("live-resync");
  });

  source.addEventListener("change", (event) => {
    const change = JSON.parse(event.data);
    tell("live-all");
    tell(`live-${change.room}`);
    for (const id of change.about) {
      tell(`live-${id}`);
    }
  });

  source.addEventListener("error", () => say("Reconnecting…", false));
  window.addEventListener("pagehide", () => source.close());
})();
