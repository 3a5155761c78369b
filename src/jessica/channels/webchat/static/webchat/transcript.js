/**
 * What was said, each thing once. A line is shown at once and numbered when the server's own copy of it
 * comes in, by whichever way is first: the answer to the sending, the live stream, or a reload.
 * @typedef {import("./api.js").Message} Message
 * @typedef {import("./api.js").Reply} Reply
 * @typedef {"sending" | "sent" | "failed" | "wait" | "refused"} Sending
 * @typedef {{ordinal: number | null, author: string, name: string | null, text: string,
 *   reply: Reply | null, key: string | null, sending: Sending}} Line
 */

/**
 * @param {string} author
 * @param {string} text
 * @param {Partial<Line>} [more]
 * @returns {Line}
 */
const line = (author, text, more) => ({
  ordinal: null,
  author,
  name: null,
  text,
  reply: null,
  key: null,
  sending: "sent",
  ...more,
});

/**
 * What a line says, however its paragraphs are joined.
 * @param {Line} one
 */
const saying = ({ text, reply }) => (reply?.text.join(" ") ?? text).replace(/\s+/g, " ").trim();

export class Transcript {
  constructor() {
    /** @type {Line[]} */
    this.lines = [];
  }

  /** The number of the latest line that the server has numbered; 0 at the start. */
  get last() {
    return Math.max(0, ...this.lines.map((one) => one.ordinal ?? 0));
  }

  /** Jessica's latest reply, if nobody has said anything since. */
  get openReply() {
    const latest = this.lines.at(-1);
    return latest?.author === "jessica" ? latest.reply : null;
  }

  /** Lines that the visitor wrote and the server does not have. */
  get unsent() {
    return this.lines
      .filter((one) => one.author === "visitor" && one.sending !== "sent")
      .map(({ key, text }) => ({ key: String(key), text }));
  }

  /**
   * @param {string} text
   * @param {string} key
   * @param {Sending} [sending]
   */
  wrote(text, key, sending = "sending") {
    const written = line("visitor", text, { key, sending });
    this.lines.push(written);
    return written;
  }

  /** Another conversation begins: only what the server never had is carried over. */
  restart() {
    this.lines = this.lines.filter((one) => one.sending !== "sent");
  }

  /** @param {Reply} reply with which a conversation opens, above what is still unsent */
  greeted(reply) {
    const unsent = this.lines.findIndex((one) => one.sending !== "sent");
    const place = unsent < 0 ? this.lines.length : unsent;
    this.lines.splice(place, 0, line("jessica", reply.text.join("\n\n"), { reply }));
  }

  /**
   * Jessica's answer to `written` came back with the sending itself.
   * @param {Reply | null} reply
   * @param {Line} written
   */
  answered(reply, written) {
    written.sending = "sent";
    if (!reply?.text.length) return;
    const streamed = this.lines.some(
      (one) => one.author === "jessica" && one.ordinal && written.ordinal && one.ordinal > written.ordinal,
    );
    const place = this.lines.indexOf(written) + 1;
    if (!streamed) this.lines.splice(place, 0, line("jessica", reply.text.join("\n\n"), { reply }));
  }

  /**
   * The server's own copy of a line.
   * @param {Message} message
   */
  numbered({ ordinal, author, author_name: name, text, reply }) {
    if (this.lines.some((one) => one.ordinal === ordinal)) return;
    const canonical = line(author, text, { ordinal, name, reply });
    const own = this.lines.filter((one) => one.ordinal === null && one.author === author);
    // The server keeps a visitor's words without card numbers: then the oldest that was sent is meant.
    const shown =
      own.find((one) => saying(one) === saying(canonical)) ??
      own.find((one) => author === "visitor" && ["sending", "sent"].includes(one.sending));
    if (shown) Object.assign(shown, canonical);
    else this.lines.splice(this.#placeOf(ordinal), 0, canonical);
  }
  /** @param {number} ordinal */
  #placeOf(ordinal) {
    const before = this.lines.findLastIndex((one) => one.ordinal !== null && one.ordinal < ordinal);
    // With nothing numbered before it, it follows what is shown; only unsent lines stay below.
    if (before >= 0) return before + 1;
    const unsent = this.lines.findIndex((one) => one.sending !== "sent");
    return unsent < 0 ? this.lines.length : unsent;
  }

  /**
   * Puts a line that is sent again at the end, where the visitor looks.
   * @param {Line} again
   */
  resumed(again) {
    this.lines = [...this.lines.filter((one) => one !== again), again];
    again.sending = "sending";
  }
}
