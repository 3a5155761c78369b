import { element } from "./element.js";
import { visitCard } from "./visit.js";
import { filled } from "./words.js";

/**
 * The conversation on the screen. Only what changed is touched, so that a screen reader hears new lines once.
 * @typedef {import("./transcript.js").Line} Line
 * @typedef {{lang: string, words: Record<string, string>, origin: string, timeZone: string}} Look
 */
export class Log {
  /** @param {{retry: (line: Line) => void, choose: (text: string) => void}} acts */
  constructor(acts) {
    this.acts = acts;
    /** @type {Map<Line, {node: HTMLElement, drawn: string}>} */
    this.shown = new Map();
    this.lines = element("div.lines");
    this.notice = element("div.status");
    this.choices = element("div.choices");
    this.node = element("div.log", { role: "log", tabindex: "0" }, this.lines, this.notice, this.choices);
  }

  /**
   * @param {import("./transcript.js").Transcript} transcript
   * @param {Look} look
   * @param {HTMLElement[]} notices what is going on just now
   */
  draw(transcript, look, notices) {
    const atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80;
    const grew = transcript.lines.length > this.shown.size;
    const latest = transcript.lines.findLast((line) => line.author === "visitor");
    this.node.setAttribute("aria-label", look.words.log);
    for (const line of this.shown.keys()) {
      if (transcript.lines.includes(line)) continue;
      this.shown.get(line)?.node.remove();
      this.shown.delete(line);
    }
    transcript.lines.forEach((line, place) => {
      const drawn = JSON.stringify([line, look.lang, line === latest]);
      const before = this.shown.get(line);
      let node = before?.node;
      if (!node || before?.drawn !== drawn) {
        node = this.#line(line, look, line === latest);
        before?.node.replaceWith(node);
        this.shown.set(line, { node, drawn });
      }
      if (this.lines.children[place] !== node) this.lines.insertBefore(node, this.lines.children[place]);
    });
    this.notice.replaceChildren(...notices);
    this.#drawChoices(transcript.openReply?.choices ?? []);
    if (grew || atEnd) this.node.scrollTop = this.node.scrollHeight;
  }

  /** @param {import("./api.js").Choice[]} choices */
  #drawChoices(choices) {
    const drawn = JSON.stringify(choices);
    if (this.choices.dataset.drawn === drawn) return;
    this.choices.dataset.drawn = drawn;
    this.choices.replaceChildren(
      ...choices.map(({ label, value }) =>
        element(
          "button.choice",
          {
            type: "button",
            onclick: () => {
              this.node.focus();
              this.acts.choose(value);
            },
          },
          ...this.#label(label),
        ),
      ),
    );
  }

  /**
   * Listed offers are marked: while they can be pressed as buttons below, they need not be read twice.
   * @param {string} text
   */
  #paragraph(text) {
    const lines = text.split("\n");
    return element("p", {}, ...lines.map((one) => element(one.startsWith("• ") ? "span.offer" : "span", {}, one)));
  }

  /**
   * A time stands on a line of its own, with whom and where below it.
   * @param {string} label "Monday, March 1 at 4:00 PM · Dr. Nadia Rahimi · Lakewood"
   */
  #label(label) {
    const [first, ...rest] = label.split(" · ");
    return rest.length ? [first, element("span.choice__note", {}, rest.join(" · "))] : [label];
  }

  /**
   * @param {Line} line
   * @param {Look} look
   * @param {boolean} latest of the visitor's own: only that one says "Sent"
   */
  #line(line, look, latest) {
    const { words } = look;
    const mine = line.author === "visitor";
    const name = mine ? words.you : (line.name ?? "Jessica");
    const paragraphs = line.reply?.text.length ? line.reply.text : line.text.split(/\n{2,}/);
    return element(
      `div.line.line--${line.author}`,
      {},
      element(`p.by${line.author === "staff" ? "" : ".hidden"}`, {}, name),
      ...paragraphs.map((text) => this.#paragraph(text)),
      ...(line.reply?.did ?? []).map((did) => visitCard(did, look)),
      line.reply?.handover ? this.#handover(line.reply.handover, look) : null,
      mine && (line.sending !== "sent" || latest) ? this.#sending(line, words) : null,
    );
  }

  /**
   * @param {Record<string, string>} handover
   * @param {Look} look
   */
  #handover({ promised_by: by }, { words, lang, timeZone }) {
    const form = /** @type {const} */ ({ weekday: "long", hour: "numeric", minute: "2-digit", timeZone });
    const time = by && new Date(by).toLocaleString(lang, form);
    return element("p.note.note--person", {}, time ? filled(words.askedBy, { time }) : words.asked);
  }

  /**
   * @param {Line} line
   * @param {Record<string, string>} words
   */
  #sending(line, words) {
    const kept = ["failed", "wait"].includes(line.sending);
    return element(
      `p.sending${kept || line.sending === "refused" ? ".sending--failed" : ""}`,
      {},
      words[line.sending],
      kept &&
        element("button.link", { type: "button", onclick: () => this.acts.retry(line) }, words.retry),
    );
  }
}
