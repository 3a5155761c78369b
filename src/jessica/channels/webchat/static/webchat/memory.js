/**
 * What this device remembers of a conversation, so that a reload loses nothing.
 * @typedef {{id: string, token: string, locale: string}} Conversation
 * @typedef {{key: string, text: string}} Unsent
 * @typedef {{conversation: Conversation | null, unsent: Unsent[], draft: string, lang: string | null, open: boolean}} Remembered
 */

/** @returns {Remembered} */
const nothing = () => ({ conversation: null, unsent: [], draft: "", lang: null, open: false });

export class Memory {
  /** @param {string} clinic */
  constructor(clinic) {
    this.place = `jessica:${clinic}`;
    this.now = nothing();
    try {
      Object.assign(this.now, JSON.parse(localStorage.getItem(this.place) ?? "{}"));
    } catch {
      // Storage may be forbidden (private windows): the chat then lasts as long as the page.
    }
  }

  /** @param {Partial<Remembered>} change */
  keep(change) {
    Object.assign(this.now, change);
    try {
      localStorage.setItem(this.place, JSON.stringify(this.now));
    } catch {
      // As above: nothing is lost but the memory across pages.
    }
  }

  forget() {
    this.keep({ ...nothing(), lang: this.now.lang, open: this.now.open });
  }
}
