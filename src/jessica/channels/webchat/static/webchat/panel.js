import { element, icon } from "./element.js";
import { filled } from "./words.js";

const CROSS = "M5 5l10 10M15 5L5 15";
const PLANE = "M10 16V4M4.5 9.5L10 4l5.5 5.5";
const HANDSET = "M5 3h2.5l1.5 4-2 1.5a10 10 0 0 0 4.5 4.5l1.5-2 4 1.5V15a2 2 0 0 1-2 2A12 12 0 0 1 3 5a2 2 0 0 1 2-2z";

/** Where the chat takes the whole screen and the page behind it rests. */
const PHONE = window.matchMedia("(max-width: 40rem)");

/**
 * @typedef {{name: string, initial: string, phone: string, phone_shown: string, emergency_number: string, time_zone: string,
 *   languages: string[]}} Card
 * @typedef {{open: () => void, close: () => void, say: (text: string) => void, person: () => void,
 *   language: () => void, forget: () => void, draft: (text: string) => void}} Acts
 */

/** The launcher and the dialog, without what is said in them. */
export class Panel {
  /**
   * @param {Card} card
   * @param {Acts} acts
   * @param {HTMLElement} log
   */
  constructor(card, acts, log) {
    this.card = card;
    this.acts = acts;
    this.launcherText = element("span", { "aria-live": "polite" });
    this.launcher = element(
      "button.launcher",
      { type: "button", "aria-haspopup": "dialog", onclick: acts.open },
      element("span.initial", { "aria-hidden": "true" }, card.initial),
      this.launcherText,
    );
    this.who = element("p.who");
    this.phone = element("a.phone", { href: `tel:${card.phone}` }, icon(HANDSET), card.phone_shown);
    this.language = element("button.link", { type: "button", onclick: acts.language });
    this.closer = element("button.round", { type: "button", onclick: acts.close }, icon(CROSS));
    this.alert = element("div.alert", { role: "alert" });
    this.person = element("button.choice.person", { type: "button", onclick: acts.person });
    this.forget = element("button.link", { type: "button", onclick: acts.forget });
    this.disclosure = element("p.small");
    this.sender = element("button.round.round--send", { type: "submit" }, icon(PLANE));
    this.writing = /** @type {HTMLTextAreaElement} */ (
      element("textarea", {
        rows: 1,
        maxlength: 2000,
        enterkeyhint: "send",
        oninput: () => this.#typed(),
        onkeydown: (/** @type {KeyboardEvent} */ key) => this.#key(key),
      })
    );
    this.dialog = /** @type {HTMLDialogElement} */ (
      element(
        "dialog.panel",
        { "aria-labelledby": "jessica-name", onkeydown: (/** @type {KeyboardEvent} */ key) => this.#escape(key) },
        element(
          "header",
          {},
          element("span.initial", { "aria-hidden": "true" }, card.initial),
          element("div.names", {}, element("h2", { id: "jessica-name" }, card.name), this.who),
          this.closer,
        ),
        element("div.strip", {}, card.phone && this.phone, card.languages.length > 1 && this.language),
        this.alert,
        log,
        element(
          "footer",
          {},
          element("div.actions", {}, this.person, this.forget),
          element("form", { onsubmit: (/** @type {Event} */ sent) => this.#submit(sent) }, this.writing, this.sender),
          this.disclosure,
        ),
      )
    );
    this.dialog.addEventListener("cancel", (closing) => {
      closing.preventDefault();
      acts.close();
    });
    PHONE.addEventListener("change", () => this.isOpen && this.open());
    window.visualViewport?.addEventListener("resize", () => this.#fit());
    window.visualViewport?.addEventListener("scroll", () => this.#fit());
  }

  get isOpen() {
    return this.dialog.open;
  }

  open() {
    if (this.dialog.open) this.dialog.close();
    if (PHONE.matches) this.dialog.showModal();
    else this.dialog.show();
    this.launcher.hidden = true;
    this.#fit();
    // A phone's keyboard would cover what Jessica says first.
    if (PHONE.matches) this.closer.focus();
    else this.writing.focus();
  }

  close() {
    this.dialog.close();
    this.launcher.hidden = false;
    this.launcher.focus();
  }

  /**
   * @param {{words: Record<string, string>, other: Record<string, string>, otherLang: string, lang: string}} language
   * @param {{unread: boolean, emergency: boolean}} state
   */
  draw({ words, lang, otherLang, other }, { unread, emergency }) {
    const { card } = this;
    this.dialog.lang = this.launcher.lang = lang;
    this.launcherText.textContent = unread ? words.unread : words.launch;
    this.launcher.classList.toggle("launcher--unread", unread);
    this.who.textContent = words.who;
    this.phone.setAttribute("aria-label", filled(words.call, { phone: card.phone_shown }));
    this.language.textContent = other.language;
    this.language.lang = otherLang;
    this.closer.setAttribute("aria-label", words.close);
    this.person.textContent = words.person;
    this.forget.textContent = words.forget;
    this.disclosure.textContent = words.disclosure;
    this.writing.setAttribute("aria-label", words.write);
    this.writing.placeholder = words.write;
    this.sender.setAttribute("aria-label", words.send);
    if (this.alert.childElementCount > 0 !== emergency || this.alert.lang !== lang) {
      this.alert.lang = lang;
      this.alert.replaceChildren(...(emergency ? this.#emergency(words) : []));
    }
  }

  /** @param {Record<string, string>} words */
  #emergency(words) {
    const phone = this.card.emergency_number;
    return [
      element("p", {}, words.emergency),
      element("a.call", { href: `tel:${phone}` }, icon(HANDSET), filled(words.emergencyCall, { phone })),
    ];
  }

  /** @param {string} text */
  write(text) {
    this.writing.value = text;
    this.#typed();
  }

  #typed() {
    // Grows with what is written; the stylesheet holds the largest height.
    this.writing.style.blockSize = "auto";
    this.writing.style.blockSize = `${this.writing.scrollHeight + 2}px`;
    this.acts.draft(this.writing.value);
  }

  /** @param {KeyboardEvent} key */
  #key(key) {
    if (key.key === "Enter" && !key.shiftKey && !key.isComposing) this.#submit(key);
  }

  /** @param {KeyboardEvent} key */
  #escape(key) {
    if (key.key === "Escape" && !key.isComposing) {
      key.preventDefault();
      this.acts.close();
    }
  }

  /** @param {Event} sent */
  #submit(sent) {
    sent.preventDefault();
    const text = this.writing.value.trim();
    if (!text) return;
    this.write("");
    this.acts.say(text);
  }

  /** Above the phone's keyboard, not behind it. */
  #fit() {
    const seen = window.visualViewport;
    const whole = PHONE.matches && this.isOpen && seen;
    this.dialog.style.blockSize = whole ? `${seen.height}px` : "";
    this.dialog.style.insetBlockStart = whole ? `${seen.offsetTop}px` : "";
  }
}
