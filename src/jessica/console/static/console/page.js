// Small things that a page cannot do by itself: the dialog, the newest message in view, keys, toasts.
"use strict";

(() => {
  const dialog = document.getElementById("dialog");
  const body = document.getElementById("dialog-body");

  // The dialog opens when its content has come, and gives the focus back where it was: by id, because the
  // page behind it may have been refreshed meanwhile.
  let openedFrom = "";
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== body) {
      return;
    }
    if (!dialog.open) {
      openedFrom = event.detail.requestConfig.elt.id;
      dialog.showModal();
    }
    const wanted = body.querySelector("[aria-invalid='true'], [autofocus]") || body.querySelector("h2");
    if (wanted) {
      wanted.focus();
    }
  });

  if (dialog) {
    dialog.addEventListener("close", () => {
      body.replaceChildren();
      const opener = openedFrom && document.getElementById(openedFrom);
      if (opener) {
        opener.focus();
      }
    });
  }

  document.body.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-dialog]") && dialog.open) {
      event.preventDefault();
      dialog.close();
    }
    const close = event.target.closest("[data-close-toast]");
    if (close) {
      close.closest(".toast").remove();
    }
  });

  // A list that was scrolled to its end stays there when something is added.
  const threads = () => document.querySelectorAll("[data-keep-at-end]");
  const toEnd = (thread) => {
    thread.scrollTop = thread.scrollHeight;
  };
  const isAtEnd = (thread) => thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  const wereAtEnd = new WeakSet();
  document.body.addEventListener("htmx:oobBeforeSwap", () => {
    threads().forEach((thread) => (isAtEnd(thread) ? wereAtEnd.add(thread) : wereAtEnd.delete(thread)));
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    threads().forEach((thread) => wereAtEnd.has(thread) && toEnd(thread));
  });
  threads().forEach((thread) => {
    if (thread.scrollHeight > thread.clientHeight) {
      toEnd(thread);
    } else if (thread.lastElementChild) {
      thread.lastElementChild.scrollIntoView({ block: "end" });
    }
  });

  // The calendar opens at the present hour.
  const now = document.querySelector("[data-scroll-here]");
  if (now) {
    const frame = now.parentElement;
    frame.scrollTop = Math.max(0, now.offsetTop - frame.offsetTop - frame.clientHeight / 3);
  }

  // Ctrl+Enter (Command+Enter) sends the box that is being written in.
  document.body.addEventListener("keydown", (event) => {
    const box = event.target.closest("textarea[data-send-key]");
    if (box && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // A click, because htmx sends the name of the button that was clicked.
      box.form.querySelector("[data-default]").click();
    }
  });

  // Filters that change the page at once; without a script their button does it.
  document.body.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form) {
      form.requestSubmit();
    }
  });
  document.querySelectorAll("form[data-submit-on-change] [data-without-script]").forEach((button) => {
    button.hidden = true;
  });

  // Something went wrong on the way: say so where the toasts are.
  const trouble = (words) => {
    const toast = document.createElement("p");
    toast.className = "toast toast--error";
    toast.textContent = words;
    document.getElementById("toasts").replaceChildren(toast);
  };
  document.body.addEventListener("htmx:responseError", () =>
    trouble("That did not work, and nothing was changed. Reload the page and try again."),
  );
  document.body.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig.verb !== "get") {
      trouble("The clinic's server cannot be reached. Nothing was sent; your text is still here.");
    }
  });
})();
