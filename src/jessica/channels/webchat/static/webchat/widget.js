import { Api, Refused } from "./api.js";
import { element } from "./element.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { Memory } from "./memory.js";
import { Panel } from "./panel.js";
import { Transcript } from "./transcript.js";
import { filled, words } from "./words.js";

/** Tiers at which the emergency number stands above everything else. */
const URGENT = ["E1", "crisis"];

/**
 * Puts the chat on the page, in a shadow root of its own.
 * @param {{clinic: string, lang?: string, source?: string, script: string}} asked
 */
export async function mount({ clinic, lang, source, script }) {
  const api = new Api(new URL(script).origin, clinic);
  const sheets = ["../look/tokens.css", "said.css", "webchat.css"].map(async (name) => {
    const answer = await fetch(new URL(name, script), { credentials: "omit" });
    return new CSSStyleSheet().replace(await answer.text());
  });
  const [card, ...styles] = await Promise.all([api.card(), ...sheets]);
  const host = element("jessica-chat");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = styles;
  // Sites that set a small root size for easy arithmetic must not shrink the chat.
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (rem < 14) host.style.zoom = String(16 / rem);
  const chat = new Chat(api, card, { asked: lang, source: source ?? location.hostname });
  root.append(chat.panel.launcher, chat.panel.dialog);
  document.body.append(host);
  await chat.resume();
}

class Chat {
  /**
   * @param {Api} api
   * @param {import("./panel.js").Card} card
   * @param {{asked?: string, source: string}} visit
   */
  constructor(api, card, { asked, source }) {
    this.api = api;
    this.card = card;
    this.source = source;
    this.memory = new Memory(api.clinic);
    this.transcript = new Transcript();
    this.owner = "jessica";
    this.waiting = 0;
    this.writer = this.ownerName = "";
    this.unread = this.unreachable = this.takenOver = false;
    /** @type {Promise<unknown>} */
    this.queue = Promise.resolve();
    const wishes = [this.memory.now.lang, this.memory.now.conversation?.locale, asked, document.documentElement.lang];
    const able = [...wishes, ...navigator.languages].map((wish) => (wish ?? "").slice(0, 2).toLowerCase());
    this.lang = able.find((wish) => wish in words && card.languages.includes(wish)) ?? "en";
    this.log = new Log({ retry: (line) => this.retry(line), choose: (text) => this.say(text) });
    this.panel = new Panel(
      card,
      {
        open: () => this.open(),
        close: () => this.close(),
        say: (text) => this.say(text),
        person: () => this.say(words[this.lang].personText),
        language: () => this.switchLanguage(),
        forget: () => this.forget(),
        draft: (draft) => this.memory.keep({ draft }),
      },
      this.log.node,
    );
    this.live = new Live(api, {
      last: () => this.transcript.last,
      happened: (event, data) => this.happened(event, data),
      gone: () => this.begin(),
    });
    for (const change of ["online", "offline"]) window.addEventListener(change, () => this.draw());
    this.draw();
  }

  /** @returns {{lang: "en" | "es", otherLang: "en" | "es"}} */
  get languages() {
    return this.lang === "es" ? { lang: "es", otherLang: "en" } : { lang: "en", otherLang: "es" };
  }

  draw() {
    const { lang, otherLang } = this.languages;
    const text = words[lang];
    const replies = this.transcript.lines.map((line) => line.reply?.escalation ?? "");
    const emergency = replies.some((tier) => URGENT.includes(tier));
    this.panel.draw({ lang, otherLang, words: text, other: words[otherLang] }, { unread: this.unread, emergency });
    const look = { lang, words: text, origin: this.api.origin, timeZone: this.card.time_zone };
    this.log.draw(this.transcript, look, this.notices(text));
  }

  /** @param {Record<string, string>} text */
  notices(text) {
    const notices = [];
    const { lines } = this.transcript;
    const answered = this.ownerName || lines.some((line) => line.author === "staff");
    const owned = { name: this.ownerName, clinic: this.card.name };
    if (this.owner === "person" && answered)
      notices.push(element("p.note.note--person", {}, filled(this.ownerName ? text.ownedBy : text.owned, owned)));
    else if (this.owner === "person" && !lines.some((line) => line.reply?.handover))
      notices.push(element("p.note.note--person", {}, text.asked));
    else if (this.takenOver && this.owner === "jessica") notices.push(element("p.note", {}, text.back));
    if (this.unreachable)
      notices.push(
        element(
          "p.note.note--failed",
          {},
          text.unreachable,
          element("button.link", { type: "button", onclick: () => this.begin() }, text.retry),
        ),
      );
    else if (!navigator.onLine) notices.push(element("p.note.note--failed", {}, text.offline));
    const name = this.writer || (this.waiting > 0 && this.owner === "jessica" ? "Jessica" : "");
    if (name)
      notices.push(
        element("p.typing", {}, element("span.dots", { "aria-hidden": "true" }), filled(text.writing, { name })),
      );
    return notices;
  }

  /** @param {{owner: string, owner_name?: string}} conversation who answers in it just now */
  owned({ owner, owner_name: name }) {
    this.owner = owner;
    this.ownerName = owner === "person" && name && name !== "Jessica" ? name : "";
  }

  /** Brings back what was said before the page was loaded. */
  async resume() {
    const { conversation, unsent, draft, open } = this.memory.now;
    if (draft) this.panel.write(draft);
    if (conversation) await this.load(conversation, unsent);
    if (open && window.matchMedia("(min-width: 40rem)").matches) this.open();
  }

  /**
   * @param {import("./memory.js").Conversation} conversation
   * @param {import("./memory.js").Unsent[]} unsent
   */
  async load(conversation, unsent) {
    for (const { key, text } of unsent) this.transcript.wrote(text, key, "failed");
    try {
      const now = await this.api.read(conversation);
      this.owned(now);
      for (const message of now.messages) this.transcript.numbered(message);
    } catch (error) {
      if (error instanceof Refused && error.gone) this.memory.keep({ conversation: null });
    }
    this.live.follow(this.memory.now.conversation);
    this.keepUnsent();
  }

  open() {
    this.unread = false;
    this.memory.keep({ open: true });
    this.panel.open();
    this.draw();
    if (!this.memory.now.conversation) this.begin();
  }

  close() {
    this.memory.keep({ open: false });
    this.panel.close();
  }

  /** A new conversation; what could not be sent stays. */
  begin() {
    this.live.follow(null);
    this.memory.keep({ conversation: null });
    return this.inTurn(() => this.started());
  }

  /** The conversation, made if there is none. Throws as Api does. */
  async started() {
    const known = this.memory.now.conversation;
    if (known) return known;
    this.unreachable = false;
    this.draw();
    try {
      const { id, token, reply } = await this.api.start(this.lang, this.source);
      const conversation = { id, token, locale: this.lang };
      this.memory.keep({ conversation });
      this.owned({ owner: "jessica" });
      this.transcript.restart();
      this.transcript.greeted(reply);
      this.live.follow(conversation);
      return conversation;
    } catch (error) {
      this.unreachable = true;
      throw error;
    }
  }

  /**
   * One sending after the other, in the order of writing.
   * @param {() => Promise<unknown>} work
   */
  inTurn(work) {
    this.waiting += 1;
    this.draw();
    this.queue = this.queue
      .then(work)
      .catch(() => undefined)
      .then(() => {
        this.waiting -= 1;
        this.keepUnsent();
      });
    return this.queue;
  }

  keepUnsent() {
    this.memory.keep({ unsent: this.transcript.unsent });
    this.draw();
  }

  /** @param {string} text */
  say(text) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    const line = this.transcript.wrote(text, key);
    this.keepUnsent();
    return this.inTurn(() => this.deliver(line));
  }

  /** @param {import("./transcript.js").Line} line */
  retry(line) {
    this.transcript.resumed(line);
    this.log.node.focus();
    return this.inTurn(() => this.deliver(line));
  }

  /** @param {import("./transcript.js").Line} line */
  async deliver(line) {
    try {
      const { reply, conversation } = await this.api.send(await this.started(), String(line.key), line.text);
      this.owned(conversation);
      this.transcript.answered(reply, line);
      this.unreachable = false;
    } catch (error) {
      if (line.ordinal) return;
      const status = error instanceof Refused ? error.status : 0;
      if (error instanceof Refused && error.gone) this.memory.keep({ conversation: null });
      line.sending = { 429: "wait", 413: "refused", 422: "refused" }[status] ?? "failed";
    }
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  happened(event, data) {
    if (event === "message") {
      const before = this.transcript.lines.length;
      this.transcript.numbered(data);
      this.writer = "";
      if (data.author !== "visitor" && this.transcript.lines.length > before) this.unread ||= !this.panel.isOpen;
    } else if (event === "conversation") {
      this.takenOver ||= this.owner === "person" && data.owner === "jessica";
      this.owned(data);
    } else if (event === "typing") {
      this.writer = data.author_name ?? this.card.name;
      clearTimeout(this.writerGone);
      this.writerGone = setTimeout(() => this.happened("typing_ended", {}), 6000);
    } else {
      this.writer = "";
    }
    this.draw();
  }

  /** Before anything was said, Jessica greets again in the other language; later she is asked to change. */
  switchLanguage() {
    this.lang = this.languages.otherLang;
    this.memory.keep({ lang: this.lang });
    if (this.transcript.lines.some((line) => line.author === "visitor")) this.say(words[this.lang].languageText);
    else {
      this.transcript = new Transcript();
      this.begin();
    }
  }

  forget() {
    this.live.follow(null);
    this.memory.forget();
    this.transcript = new Transcript();
    this.owned({ owner: "jessica" });
    this.takenOver = false;
    this.panel.write("");
    this.close();
    this.draw();
  }
}
