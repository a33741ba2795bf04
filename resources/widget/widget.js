/*
 * Agent Desktop web chat. Embed it with
 *   <script src="https://hub.example/widget.js" data-entry-point="website" async></script>
 * Options: data-language, data-dir ("ltr", "rtl"), data-theme ("light", "dark", "auto").
 * API: AgentDesktopChat.open(), .close(), .identify({id, signature, name, email}), .identify(null), .on(event, fn).
 *
 * It keeps what was typed until the hub has it, gets in step again after every break by the items' sequence, and shows
 * whatever people write as text only. It sets no cookies and needs no inline script or style.
 */
(() => {
  "use strict";
  if (window.AgentDesktopChat) return;
  const SHIPPED = "@shipped@"; // the hub puts the theme's colours, the icons, the style and the words here
  const script = document.currentScript || document.querySelector("script[data-entry-point]");
  const options = script.dataset;
  const base = new URL(".", script.src).href;
  const entryPoint = options.entryPoint || "website";
  const language = (options.language || navigator.language || "en").toLowerCase();
  const languageKnown = SHIPPED.words[language.split("-")[0]] ? language.split("-")[0] : "en";
  const WORDS = SHIPPED.words[languageKnown];
  const MAX_TEXT = 10000, MAX_FILES = 10, TYPING_EVERY = 3000, TYPING_LASTS = 6000, QUIET_FOR = 15000, PING_EVERY = 10000;
  const PASSING = ["too_many", "store_failed", "failed", "stopping", "offline", "unclear", "too_slow"]; // refusals that time mends
  const RANK = { sent: 1, delivered: 2, read: 3 };

  const say = (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, () => value), WORDS[name] || name);
  const clock = new Intl.DateTimeFormat(language, { timeStyle: "short" });
  const calendar = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
  const size = (bytes) => {
    const [value, unit] = bytes < 1e6 ? [Math.max(bytes / 1024, 0.1), "kilobyte"] : [bytes / 1048576, "megabyte"];
    return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };
  let stamp = 0;
  const newId = () => { // ids sort by when they were made, also when the clock is set back: they are the order of sending
    stamp = Math.max(stamp + 1, Date.now());
    return stamp.toString(36).padStart(9, "0") + [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36).padStart(2, "0")).join("");
  };

  // --- what outlives the page: the token, what was not yet sent, how far was read

  const memory = new Map(); // where the browser refuses storage
  const KEY = `agent-desktop-chat:${base}:${entryPoint}:`;
  const keep = (area, name, value) => {
    try { value === null ? area().removeItem(KEY + name) : area().setItem(KEY + name, value); }
    catch { value === null ? memory.delete(name) : memory.set(name, value); }
  };
  const kept = (area, name) => {
    try { return area().getItem(KEY + name) ?? memory.get(name) ?? null; } catch { return memory.get(name) ?? null; }
  };
  const parsed = (text) => { try { return JSON.parse(text); } catch { return null; } };
  const everywhere = () => localStorage, here = () => sessionStorage;
  const storedNames = () => {
    try { return Object.keys(localStorage).filter((name) => name.startsWith(KEY)).map((name) => name.slice(KEY.length)); }
    catch { return []; }
  };

  // --- state

  const items = new Map(); // by sequence
  const waiting = new Map(); // by client id: what any tab has typed and the hub has not accepted
  let drafts = []; // files in the composer
  let session = null, doubtful = false, trouble = "", socket = null, link = "idle", identity = null, conversation = null;
  let state = { phase: "new" }, known = false, newest = 0, readTo = 0, told = [0, 0], asked = "";
  let sending = false, inFlight = "", land = null, pauseTimer = 0, paused = "", pauses = 0;
  let attempts = 0, retryTimer = 0, heardAt = 0, pingedAt = 0, generation = 0;
  let opened = false, seeking = false, fresh = false, leaving = false, fatal = "", notice = "", typist = null, typedAt = 0, typedTimer = 0;
  const listeners = new Map();
  const emit = (event, detail) => (listeners.get(event) || []).forEach((fn) => fn(detail));

  // --- the hub

  async function call(path, init, token) {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const answer = await fetch(base + path, { ...init, headers, credentials: "omit", cache: "no-store" });
    if (answer.ok) return answer;
    const problem = (await answer.json().catch(() => null))?.problem || { code: "failed", message: "" };
    throw Object.assign(new Error(problem.message), { problem, after: Number(answer.headers.get("Retry-After")) || 0 });
  }

  async function start() {
    const wish = { type: "start_chat", entry_point: entryPoint, token: kept(everywhere, "token") || "", language, page: location.origin + location.pathname };
    if (identity) wish.identity = identity;
    // neither content type nor authorization: no preflight comes first, whose refusal no page can read
    const answer = await call("chat/v1/sessions", { method: "POST", body: new Blob([JSON.stringify(wish)]) });
    return answer.json();
  }

  async function connect() {
    if (socket || link === "starting" || fatal) return;
    clearTimeout(retryTimer);
    const turn = generation;
    setLink("starting");
    try {
      if (!session || doubtful) {
        const started = await start();
        if (turn !== generation) return;
        session = started;
        doubtful = false;
        known = Boolean(started.known);
        keep(everywhere, "token", started.token);
      }
    } catch (error) {
      if (turn !== generation) return;
      const code = error.problem?.code;
      if (["forbidden", "refused", "malformed", "unsupported"].includes(code)) {
        const { field, value, message, remedy } = error.problem;
        console.warn(`Agent Desktop chat: ${message}${value ? ` ${field}: ${value}.` : ""} ${remedy || ""}`);
        return stop({ identity: "sign_in", Origin: "not_allowed" }[field] || "unavailable");
      }
      return again(error.after || 0, code === "too_many" ? "crowded" : code ? "busy" : "offline");
    }
    const address = new URL("chat/v1/live", base);
    address.protocol = address.protocol.replace("http", "ws");
    const line = (socket = new WebSocket(address));
    heardAt = Date.now();
    pingedAt = 0;
    doubtful = true; // should it not open, asking for the session says why: a page cannot read it here
    line.onopen = () => {
      doubtful = false;
      let after = newest; // own messages may have been delivered or read meanwhile: ask for them again
      for (const item of items.values()) if (item.mine && item.delivery !== "read") after = Math.min(after, item.seq - 1);
      const since = newest && conversation ? { conversation_id: conversation, seq: newest, item_id: items.get(newest).id, after } : null;
      transmit({ type: "hello", protocol: 1, token: session.token, since });
    };
    line.onmessage = (event) => { if (socket === line) { heardAt = Date.now(); hear(parsed(event.data)); } };
    line.onclose = (event) => {
      if (socket !== line) return;
      socket = null;
      asked = "";
      landed();
      if (event.code === 4401) session = null; // ask for another one; the other tabs will get the same
      if (event.code === 4403) return stop("unavailable");
      if (event.code === 1002) return stop("reload");
      event.code === 4429 ? again(10, "crowded") : again(0);
    };
  }

  function hangUp() {
    const line = socket;
    socket = null;
    asked = "";
    landed();
    if (line) line.close();
  }

  function again(seconds, why = "offline") {
    const longest = Math.min(30000, 1000 * 2 ** attempts++);
    const wait = Math.max(seconds * 1000, 250 + Math.random() * longest);
    trouble = say(why, { n: Math.ceil(wait / 1000) });
    setLink("offline");
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, wait);
  }

  function stop(reason) {
    fatal = reason;
    hangUp();
    setLink("offline");
  }

  function setLink(to) {
    link = to;
    if (to !== "live") showTyping(null);
    draw();
  }

  const transmit = (frame) => socket?.readyState === 1 && (socket.send(JSON.stringify(frame)), true);

  function startAgain() { // another conversation or another person: forget what is shown, then catch up
    generation++;
    items.clear();
    newest = 0;
    told = [0, 0];
    conversation = null;
    hangUp();
    link = "idle";
    connect();
  }

  function hear(frame) {
    switch (frame?.type) {
      case "welcome":
        attempts = 0;
        conversation = frame.conversation_id || null;
        keep(everywhere, "began", conversation ? "1" : null);
        catchUp(frame);
        told = [0, 0];
        reckon();
        flush();
        break;
      case "items": take(frame.items); break;
      case "state":
        if (conversation && frame.conversation_id && frame.conversation_id !== conversation) return startAgain();
        conversation = frame.conversation_id || conversation;
        keep(everywhere, "began", conversation ? "1" : null);
        setState(frame.state);
        draw();
        break;
      case "typing": showTyping(frame.typing ? frame.name : null); break;
      case "accepted":
        pauses = 0;
        if (waiting.get(frame.client_id)?.name !== undefined) known = true;
        if (frame.client_id) settle(frame.client_id);
        else asked = "";
        if (frame.item) take([frame.item]);
        draw();
        break;
      case "refused": refused(frame.client_id, frame.problem); break;
    }
  }

  function catchUp({ state, items: missed, after = 0, behind }) { // the hub's truth replaces what is here after its place
    const mine = [];
    for (const item of items.values()) {
      if (item.seq <= after) continue;
      items.delete(item.seq);
      if (item.mine && item.client_id) mine.push(item);
    }
    newest = Math.max(0, ...items.keys());
    setState(state);
    if (behind) { // an old copy of the hub's data was put back: it gets again what was written since
      const has = new Set(missed.map((item) => item.client_id));
      for (const item of mine) if (!has.has(item.client_id)) resend(item);
    }
    link = "live";
    take(missed);
    readTo = behind ? Math.min(readTo, newest) : after ? Math.max(readTo, storedRead()) : storedRead();
    if (behind) keepRead();
  }

  function resend({ client_id: id, at, text: words, attachments: files }) { // known by its id, should the hub have it after all
    const message = { id, at, text: words, files, again: true };
    const introduction = state.phase === "new" && form.name && words && !files?.length && !queue().some((one) => isForm(one) || one.again);
    waiting.set(id, introduction ? { ...message, name: form.name, email: form.email } : message);
    store(waiting.get(id));
  }

  function setState(next) {
    if (next.phase !== state.phase) { leaving = false; if (next.phase !== "ended") fresh = false; }
    if (next.phase !== "new") known = true;
    state = next;
    emit("state", { phase: state.phase, agent: state.agent?.name || "" });
  }

  function take(received) {
    for (const item of received || []) {
      const before = items.get(item.seq);
      if (before && (RANK[before.delivery] || 1) > (RANK[item.delivery] || 1)) item.delivery = before.delivery;
      items.set(item.seq, item);
      newest = Math.max(newest, item.seq);
      if (item.client_id) settle(item.client_id);
      if (!before && !item.mine && !item.line) { showTyping(null); if (link === "live") emit("message", { name: item.name || "", text: item.text || "" }); }
    }
    draw();
    reckon();
  }

  function refused(id, problem) {
    const message = waiting.get(id);
    if (PASSING.includes(problem.code)) {
      const seconds = problem.field === "retry_after" ? Number(problem.value) || 5 : Math.min(30, 2 ** pauses++);
      const words = problem.code === "too_many" ? say("too_fast", { n: seconds }) : say("busy");
      if (message || (inFlight && problem.code === "too_many")) pause(seconds, words);
      else if (asked) { asked = ""; leaving = false; tell(words); }
    } else if (message?.name !== undefined && state.phase === "new") { // the form: give it back, with the reason
      settle(id);
      Object.assign(form, { name: message.name, email: message.email, question: message.text });
      tell(problem.message);
    } else if (message) {
      message.failed = problem.message || say("failed");
      store(message);
    } else if (asked) { asked = ""; leaving = false; tell(problem.message); }
    draw();
    if (id ? id === inFlight : pauseTimer) landed();
  }

  // --- sending: in the order of the bubbles, each message only when the hub has the one before it

  const store = (message) => keep(everywhere, `out:${message.id}`, JSON.stringify(message));
  const isForm = (message) => message.name !== undefined;
  const queue = () => [...waiting.values()].sort((one, other) => isForm(other) - isForm(one) || (one.id < other.id ? -1 : 1));
  const asks = () => state.phase === "new" && !known && !items.size && !queue().some((message) => isForm(message) || message.again);

  function recall(name) { // what this tab or another one has stored
    const message = name.startsWith("out:") && parsed(kept(everywhere, name));
    if (typeof message?.id !== "string" || waiting.has(message.id)) return;
    waiting.set(message.id, message);
    stamp = Math.max(stamp, parseInt(message.id.slice(0, 9), 36) || 0);
  }

  function settle(id) {
    if (waiting.delete(id) && nodes.has(id)) echoes.add(id);
    keep(everywhere, `out:${id}`, null);
    if (id === inFlight) landed();
  }

  function landed() { // the hub answered, or the line is gone: the next one, if any
    inFlight = "";
    land?.();
  }

  function pause(seconds, words) { // what waits keeps its order: nothing overtakes a refused message
    clearTimeout(pauseTimer);
    paused = words;
    pauseTimer = setTimeout(() => {
      pauseTimer = 0;
      paused = "";
      told = [0, 0]; // this may have been refused as well
      draw();
      reckon();
      flush();
    }, seconds * 1000);
  }

  function enqueue(message) {
    message = { id: newId(), at: Date.now(), ...message };
    waiting.set(message.id, message);
    store(message);
    stuck = true;
    draw();
    connect();
    flush();
  }

  function flush() { // one tab at a time, where the browser has locks; without them the hub sees repetitions, by their ids
    if (sending || !sendable()) return;
    sending = true;
    if (navigator.locks) navigator.locks.request(`${KEY}send`, sendAll).catch(sendAll);
    else sendAll();
  }

  function sendable() {
    if (link !== "live" || pauseTimer || asks()) return null;
    storedNames().forEach(recall); // another tab may have typed a moment ago
    const first = queue()[0];
    return first && !first.failed ? first : null;
  }

  async function sendAll() {
    for (let message; (message = sendable()); ) {
      const answered = new Promise((resolve) => { land = resolve; });
      inFlight = message.id;
      if (!transmit(isForm(message)
        ? { type: "introduce", client_id: message.id, name: message.name, email: message.email, question: message.text }
        : { type: "say", client_id: message.id, text: message.text, attachments: (message.files || []).map((file) => file.id) })) break;
      await answered;
    }
    sending = false;
  }

  // --- reading

  const storedRead = () => { const [of, to] = (kept(everywhere, "read") || "").split("@"); return of === conversation ? Number(to) || 0 : 0; };
  const keepRead = () => keep(everywhere, "read", `${conversation}@${readTo}`);
  const looking = () => opened && document.visibilityState === "visible";
  const unread = () => [...items.values()].filter((item) => !item.mine && !item.line && item.seq > readTo).length;

  function reckon() {
    if (looking() && newest > readTo) { readTo = newest; keepRead(); }
    const read = Math.min(readTo, newest);
    if (link === "live" && newest && (newest > told[0] || read > told[1]) && transmit({ type: "seen", delivered: newest, read })) told = [newest, read];
    drawBadge();
  }

  // --- building elements; whatever people wrote goes in as text

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }
  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    for (const shape of SHIPPED.icons[name]) {
      const path = document.createElementNS(space, "path");
      path.setAttribute("d", shape);
      picture.append(path);
    }
    return picture;
  }
  const tool = (name, picture, act, look = "tool") => el("button", { type: "button", class: look, "aria-label": name, title: name, onclick: act }, icon(picture));
  function linked(text) { // web addresses become links, everything else stays text
    const parts = [];
    let from = 0;
    for (const found of text.matchAll(/https?:\/\/[^\s<>"'`]+[^\s<>"'`.,;:!?)\]}]/g)) {
      parts.push(text.slice(from, found.index), el("a", { href: found[0], target: "_blank", rel: "noopener noreferrer nofollow" }, found[0]));
      from = found.index + found[0].length;
    }
    return [...parts, text.slice(from)];
  }

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const colours = (name) => Object.entries(SHIPPED[name]).map(([key, value]) => `--${key}:${value}`).join(";");
  sheet.replaceSync(`${SHIPPED.css}.chat{${colours("light")};color-scheme:light}.chat[data-theme=dark]{${colours("dark")};color-scheme:dark}`);
  root.adoptedStyleSheets = [sheet];

  const badge = el("span", { class: "badge", hidden: true, "aria-hidden": "true" });
  const launcher = el("button", { type: "button", class: "launcher", "aria-expanded": "false", "aria-controls": "panel", onclick: () => (opened ? close() : open()) }, icon("message-circle"), badge);
  const title = el("h2", { class: "title", id: "title" });
  const where = el("div", { class: "where" });
  const saveButton = tool(say("transcript"), "download", () => download(`chat/v1/transcript?language=${languageKnown}`, "chat.txt"));
  const endButton = tool(say("end"), "log-out", () => { leaving = true; draw(); foot.querySelector("button")?.focus(); });
  const noticeBar = el("div", { class: "notice", role: "status" });
  const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": say("messages"), tabindex: "0" });
  const typing = el("div", { class: "typing", role: "status" });
  const draftList = el("ul", { class: "drafts", "aria-label": say("files") });
  const picker = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", onchange: () => { attach(picker.files); picker.value = ""; } });
  const text = el("textarea", { rows: "1", maxlength: MAX_TEXT, dir: "auto", placeholder: say("message"), "aria-label": say("message"), oninput: typed, onkeydown: keyed, onpaste: pasted });
  const attachButton = tool(say("attach"), "paperclip", () => picker.click());
  const sendButton = tool(say("send"), "send", submit, "send");
  const box = el("div", { class: "box" }, draftList, text, el("div", { class: "row" }, attachButton, sendButton), picker);
  const foot = el("div", { class: "foot" });
  const form = preChatForm();
  const panel = el("section", { class: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", "data-drop": say("drop"), hidden: true, onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } } },
    el("div", { class: "head" }, el("div", { class: "who" }, title, where), saveButton, endButton, tool(say("close"), "chevron-down", () => close())),
    noticeBar, form.node, log, typing, box, foot);
  const chat = el("div", { class: "chat", lang: language }, panel, launcher);
  root.append(chat);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) panel.addEventListener(name, dragged);

  function preChatForm() {
    const field = (name, label, more, tag = "input") => {
      const error = el("span", { class: "error", id: `${name}-error` });
      const input = el(tag, { class: "field", name, dir: "auto", "aria-describedby": error.id, ...more });
      return { input, error, node: el("label", {}, label, input, error) };
    };
    const name = field("name", say("name"), { autocomplete: "name", maxlength: 120, required: true });
    const email = field("email", say("email"), { type: "email", autocomplete: "email", maxlength: 254 });
    const question = field("question", say("question"), { maxlength: MAX_TEXT, required: true }, "textarea");
    const node = el("form", { novalidate: true, hidden: true, onsubmit: (event) => {
      event.preventDefault();
      let wrong = null;
      const judge = (one, bad, words) => { one.error.textContent = bad ? say(words) : ""; one.input.setAttribute("aria-invalid", String(bad)); if (bad) wrong ||= one.input; };
      judge(name, !name.input.value.trim(), "need_name");
      judge(email, !email.input.validity.valid, "bad_email");
      judge(question, !question.input.value.trim(), "need_question");
      if (wrong) return wrong.focus();
      tell("");
      enqueue({ name: name.input.value.trim(), email: email.input.value.trim(), text: question.input.value.trim() });
      question.input.value = "";
      text.focus();
    } }, el("p", {}, say("intro")), name.node, email.node, question.node, el("button", { class: "main" }, say("start")));
    return { node, focus: () => (name.input.value ? question.input : name.input).focus(), get name() { return name.input.value.trim(); }, set name(value) { name.input.value = value; }, get email() { return email.input.value.trim(); }, set email(value) { email.input.value = value; }, set question(value) { question.input.value = value; } };
  }

  // --- drawing

  const nodes = new Map(); // by id: the item's, or the client's until the hub has it
  const echoes = new Set(); // client ids whose own bubble becomes the item's
  let stuck = true; // to the newest message
  const stick = () => { if (stuck) log.scrollTop = log.scrollHeight; };
  new ResizeObserver(stick).observe(log);
  let scrolledTo = 0;
  log.addEventListener("scroll", () => { // only going up lets go: the log also gets shorter by itself
    if (log.scrollHeight - log.scrollTop - log.clientHeight < 60) stuck = true;
    else if (log.scrollTop < scrolledTo - 1) stuck = false;
    scrolledTo = log.scrollTop;
  });

  function draw() {
    const asking = asks();
    const ended = state.phase === "ended" && !fresh && ![...waiting.values()].some((message) => !message.failed);
    const ready = !fatal && session;
    title.textContent = session?.title || say("chat");
    form.node.hidden = !(asking && ready);
    log.hidden = asking;
    box.hidden = asking || ended || leaving || Boolean(fatal);
    foot.hidden = asking || !(ended || leaving) || Boolean(fatal);
    saveButton.hidden = !items.size;
    endButton.hidden = !["waiting", "with_agent"].includes(state.phase);
    endButton.disabled = link !== "live";
    const bar = fatal ? say(fatal) : notice || paused || (link === "offline" ? trouble : "");
    if (noticeBar.textContent !== bar) noticeBar.textContent = bar;
    noticeBar.classList.toggle("danger", Boolean(fatal));
    drawWhere();
    drawLog();
    drawFoot(ended);
    drawSend();
    drawBadge();
    if (seeking && opened && session) focusInside();
  }

  function drawWhere() {
    const agent = state.phase === "with_agent" && state.agent;
    const place = state.phase === "waiting" && (state.position ? say("place", { n: state.position }) : say("waiting"));
    const words = (agent && agent.name) || place || (state.phase === "ended" ? say("line_ended") : "");
    const shown = link === "starting" && !fatal ? say("connecting") : words;
    if (where.dataset.shown === shown + link) return;
    where.dataset.shown = shown + link;
    where.replaceChildren(...(agent && link === "live" ? [el("span", { class: "dot" })] : []), ...(shown ? [el("bdi", {}, shown)] : []));
  }

  function drawLog() {
    const rows = [];
    let day = "", by = "";
    const sorted = [...items.values()].sort((one, other) => one.seq - other.seq);
    const unsent = queue();
    for (const item of [...sorted, ...unsent]) {
      if (item.line === "waiting" && state.phase !== "waiting") continue; // of interest only while it is so
      const today = new Date(item.at).toDateString();
      if (today !== day) { rows.push({ key: `day ${today}`, day: item.at }); day = today; by = ""; }
      const own = item.seq ? Boolean(item.mine) : true;
      const author = item.line ? "" : own ? "me" : `agent ${item.name}`;
      rows.push({ key: item.id, item, own, first: author !== by });
      by = author;
    }
    const lastOwn = sorted.filter((item) => item.mine).at(-1), held = unsent[0]?.failed;
    let at = log.firstChild;
    const live = new Set();
    for (const row of rows) {
      live.add(row.key);
      let node = nodes.get(row.key);
      const id = row.item?.client_id;
      if (!node && id && echoes.delete(id)) { // the same bubble, now with its place
        node = nodes.get(id);
        nodes.delete(id);
        nodes.set(row.key, node);
        if (node.querySelector(".text")?.textContent !== row.item.text) fill(node, row);
      }
      if (!node) { node = build(row); nodes.set(row.key, node); }
      if (row.item && !row.item.line) adorn(node, row, lastOwn, held);
      if (node === at) at = at.nextSibling;
      else log.insertBefore(node, at);
    }
    for (const [key, node] of nodes) if (!live.has(key)) { node.remove(); nodes.delete(key); }
    stick();
  }

  function build(row) {
    if (row.day) return el("div", { class: "day" }, calendar.format(row.day));
    if (row.item.line) return el("div", { class: "line", dir: "auto" }, say(`line_${row.item.line}`, { name: row.item.name || say("agent") }));
    const node = el("div", { class: "msg" });
    fill(node, row);
    return node;
  }

  function fill(node, { item, own }) {
    const bubble = el("div", { class: "bubble" });
    if (own) bubble.append(el("span", { class: "sr" }, `${say("you")}: `));
    if (item.text) bubble.append(el("div", { class: "text", dir: "auto" }, ...linked(item.text)));
    for (const file of item.attachments || item.files || []) bubble.append(fileButton(file));
    bubble.append(el("time", { class: "time", datetime: new Date(item.at).toISOString() }, clock.format(item.at)));
    const by = own ? [] : [el("div", { class: "by", dir: "auto" }, item.name || say("agent"))];
    node.replaceChildren(...by, bubble, el("div", { class: "mark", "aria-live": "off" }), el("div", { class: "acts" }));
  }

  function adorn(node, { item, own, first }, lastOwn, held) {
    node.className = `msg${own ? " mine" : ""}${first ? " first" : ""}${item.seq ? "" : " waits"}`;
    if (!own) return;
    const [mark, acts] = [node.querySelector(".mark"), node.querySelector(".acts")];
    let words = "";
    if (item.failed) words = `${say("failed")}. ${item.failed}`;
    else if (!item.seq) words = say(held ? "held" : link !== "live" ? "kept" : paused ? "later" : "sending");
    else if (item === lastOwn) words = say(item.seq <= (state.agent_read || 0) ? "read" : item.delivery || "sent");
    if (mark.textContent !== words) mark.textContent = words;
    mark.classList.toggle("danger", Boolean(item.failed));
    if (Boolean(item.failed) !== Boolean(acts.firstChild)) acts.replaceChildren(...(item.failed ? [
      el("button", { type: "button", class: "plain", onclick: () => { const message = waiting.get(item.id); delete message.failed; store(message); draw(); flush(); } }, say("retry")),
      el("button", { type: "button", class: "plain", onclick: () => { settle(item.id); draw(); flush(); text.focus(); } }, say("discard")),
    ] : []));
  }

  function fileButton(file) {
    const name = say("save", { name: file.name });
    return el("button", { type: "button", class: "file", "aria-label": `${name}, ${size(file.size)}`, title: name, onclick: () => download(`chat/v1/attachments/${encodeURIComponent(file.id)}`, file.name) },
      icon("file"), el("span", { class: "label" }, el("b", {}, el("bdi", {}, file.name)), el("small", {}, size(file.size))), icon("download"));
  }

  function drawFoot(ended) {
    const talked = [...items.values()].some((item) => !item.mine && (item.text || item.line === "joined"));
    const kind = leaving ? "leaving" : !ended ? "" : talked && !state.rated ? "rate" : state.rated ? "thanks" : "over";
    if (foot.dataset.kind === kind) return;
    const focused = foot.contains(root.activeElement);
    foot.dataset.kind = kind;
    const newChat = el("button", { type: "button", class: kind === "rate" ? "other" : "main", onclick: () => { fresh = true; draw(); focusInside(); } }, say("again"));
    if (kind === "leaving") foot.replaceChildren(el("p", {}, say("end_sure")), el("div", { class: "pair" },
      el("button", { type: "button", class: "other", onclick: () => { leaving = false; draw(); text.focus(); } }, say("stay")),
      el("button", { type: "button", class: "main", onclick: () => { asked = "leave"; transmit({ type: "leave" }); } }, say("end"))));
    else if (kind === "rate") foot.replaceChildren(...ratingForm(), newChat);
    else if (kind) foot.replaceChildren(...(kind === "thanks" ? [el("p", { role: "status" }, say("thanks"))] : []), newChat);
    else foot.replaceChildren();
    if (opened && kind && focused) foot.querySelector("input, button")?.focus();
    else if (opened && focused) focusInside();
  }

  function ratingForm() {
    let score = 0;
    const send = el("button", { type: "button", class: "main", disabled: true, onclick: () => { if (transmit({ type: "rate", score, comment: comment.value.trim() })) asked = "rate"; } }, say("send_rating"));
    const comment = el("textarea", { class: "field", rows: "2", maxlength: 2000, dir: "auto", hidden: true, "aria-label": say("comment"), placeholder: say("comment") });
    const stars = [1, 2, 3, 4, 5].map((n) => el("label", {}, el("input", { type: "radio", name: "score", value: n, "aria-label": say("stars", { n }), onchange: () => {
      score = n;
      stars.forEach((star, index) => star.classList.toggle("on", index < n));
      send.disabled = comment.hidden = false;
    } }), icon("star")));
    return [el("fieldset", {}, el("legend", {}, say("rate")), el("div", { class: "stars" }, ...stars)), comment, send];
  }

  function drawSend() {
    const loading = drafts.some((draft) => !draft.file);
    sendButton.disabled = loading || !(text.value.trim() || drafts.length);
    attachButton.disabled = !conversation || drafts.length >= MAX_FILES;
  }

  let badgeShown = -1;
  function drawBadge() {
    const count = looking() ? 0 : unread();
    badge.hidden = !count;
    badge.textContent = count > 99 ? "99+" : count;
    launcher.setAttribute("aria-label", opened ? say("close") : count ? `${say("open")}, ${say("unread", { n: count })}` : say("open"));
    if (count !== badgeShown) { badgeShown = count; emit("unread", { count }); }
  }

  function tell(words) { notice = words; draw(); }

  let typistTimer = 0;
  function showTyping(name) {
    clearTimeout(typistTimer);
    if (name !== null) typistTimer = setTimeout(() => showTyping(null), TYPING_LASTS);
    if (name === typist) return;
    typist = name;
    typing.replaceChildren(...(name === null ? [] : [el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), el("span", { dir: "auto" }, say("typing", { name: name || say("agent") }))]));
    stick();
  }

  // --- the composer

  function keyed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  }

  function typed() {
    keepDraft();
    drawSend();
    const now = Date.now();
    clearTimeout(typedTimer);
    if (!text.value) return stopTyping();
    typedTimer = setTimeout(stopTyping, TYPING_LASTS - 1000);
    if (conversation && now - typedAt > TYPING_EVERY && transmit({ type: "typing", typing: true })) typedAt = now;
  }
  function stopTyping() {
    clearTimeout(typedTimer);
    if (typedAt) transmit({ type: "typing", typing: false });
    typedAt = 0;
  }

  function submit() {
    const words = text.value.trim();
    if (sendButton.disabled || drafts.some((draft) => !draft.file)) return;
    stopTyping();
    enqueue({ text: words, files: drafts.map((draft) => draft.file) });
    text.value = "";
    drafts = [];
    keepDraft();
    drawDrafts();
    text.focus();
  }

  const keepDraft = () => keep(here, "draft", text.value || drafts.length ? JSON.stringify({ text: text.value, files: drafts.filter((draft) => draft.file).map((draft) => draft.file) }) : null);

  // --- files

  function attach(files) {
    for (const file of files) {
      const most = session?.max_attachment_bytes || Infinity;
      if (drafts.length >= MAX_FILES) return tell(say("too_many_files", { n: MAX_FILES }));
      if (file.size > most) { tell(say("too_large", { name: file.name, max: size(most) })); continue; }
      if (!file.size) { tell(say("empty_file", { name: file.name })); continue; }
      const draft = { id: newId(), name: file.name || "image.png", size: file.size, bytes: file, progress: 0 };
      drafts.push(draft);
      tell("");
      upload(draft);
    }
    drawDrafts();
    text.focus();
  }

  function upload(draft) {
    const request = (draft.request = new XMLHttpRequest());
    draft.failed = false;
    request.open("PUT", `${base}chat/v1/attachments/${draft.id}?name=${encodeURIComponent(draft.name)}`);
    request.setRequestHeader("Authorization", `Bearer ${session?.token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => { draft.progress = event.loaded / event.total; if (draft.bar) draft.bar.value = draft.progress; };
    request.onloadend = () => {
      if (!drafts.includes(draft)) return;
      const body = parsed(request.responseText);
      draft.file = request.status === 200 ? body?.attachment : null;
      draft.failed = !draft.file;
      const minutes = Math.ceil(Number(request.getResponseHeader("Retry-After")) / 60) || 1;
      if (draft.failed) tell(say({ 413: "too_large", 429: "enough_files" }[request.status] || "upload_failed", { name: draft.name, max: size(session?.max_attachment_bytes), n: minutes }));
      keepDraft();
      drawDrafts();
    };
    request.send(draft.bytes);
    drawDrafts();
  }

  function drawDrafts() {
    draftList.replaceChildren(...drafts.map((draft) => {
      draft.bar = draft.file || draft.failed ? null : el("progress", { max: 1, value: draft.progress, "aria-label": draft.name });
      return el("li", { class: "file" }, icon("file"), el("span", { class: "label" }, el("b", {}, el("bdi", {}, draft.name)), draft.bar || el("small", {}, draft.failed ? say("failed") : size(draft.size))),
        ...(draft.failed ? [tool(say("again_file", { name: draft.name }), "refresh-cw", () => upload(draft))] : []),
        tool(say("remove", { name: draft.name }), "x", () => { drafts = drafts.filter((one) => one !== draft); draft.request?.abort(); tell(""); keepDraft(); drawDrafts(); text.focus(); }));
    }));
    drawSend();
  }

  function pasted(event) {
    const files = event.clipboardData?.files;
    if (!files?.length || !conversation) return;
    event.preventDefault();
    attach(files);
  }

  function dragged(event) {
    if (!event.dataTransfer?.types.includes("Files") || box.hidden || !conversation) return;
    event.preventDefault();
    chat.classList.toggle("dropping", event.type === "dragenter" || event.type === "dragover");
    if (event.type === "drop") attach(event.dataTransfer.files);
  }

  async function download(path, name) {
    try {
      const bytes = await (await call(path, {}, session?.token)).blob();
      const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
      const anchor = el("a", { href: address, download: name });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      tell("");
    } catch { tell(say("fetch_failed")); }
  }

  // --- opening and closing

  function focusInside() {
    seeking = !session && !fatal;
    if (seeking) return;
    if (!form.node.hidden) form.focus(); else if (!box.hidden) text.focus(); else (foot.querySelector("input, button") || log).focus();
  }

  function open() {
    if (!opened) {
      opened = stuck = true;
      panel.hidden = false;
      chat.classList.add("opened");
      launcher.setAttribute("aria-expanded", "true");
      connect();
      draw();
      reckon();
      emit("open");
    }
    focusInside();
  }

  function close() {
    if (!opened) return;
    opened = leaving = seeking = false;
    panel.hidden = true;
    chat.classList.remove("opened");
    launcher.setAttribute("aria-expanded", "false");
    draw();
    launcher.focus();
    emit("close");
  }

  function identify(who) {
    const before = JSON.stringify(identity);
    identity = who ? { id: String(who.id), signature: String(who.signature), name: String(who.name || ""), email: String(who.email || "") } : null;
    if (JSON.stringify(identity) === before) return;
    const busy = socket || link !== "idle";
    if (!who) { // signed out: nothing of that person stays in this browser
      for (const name of storedNames()) keep(everywhere, name, null);
      keep(here, "draft", null);
      waiting.clear();
      text.value = "";
      drafts = [];
      drawDrafts();
    }
    forget();
    if (busy || opened) connect();
  }

  function forget() { // the person; the next connection begins from nothing
    generation++;
    session = conversation = null;
    known = false;
    fatal = notice = "";
    readTo = newest = 0;
    state = { phase: "new" };
    items.clear();
    hangUp();
    link = "idle";
    draw();
  }

  function dress() {
    const page = document.documentElement;
    const wish = options.theme || "auto";
    chat.dataset.theme = wish === "auto" ? (dark.matches ? "dark" : "light") : wish;
    chat.dir = options.dir || page.dir || getComputedStyle(page).direction || "ltr";
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", dress);
  new MutationObserver(dress).observe(script, { attributes: true });
  new MutationObserver(dress).observe(document.documentElement, { attributes: true, attributeFilter: ["dir"] });

  addEventListener("online", () => { attempts = 0; if (!socket && link === "offline") { link = "idle"; connect(); } });
  addEventListener("offline", () => { if (socket) { hangUp(); again(0); } });
  document.addEventListener("visibilitychange", () => { reckon(); if (looking() && link === "offline") { link = "idle"; connect(); } });
  addEventListener("storage", (event) => {
    if (event.key?.startsWith(`${KEY}out:`)) { // typed, sent or discarded in another tab
      waiting.delete(event.key.slice(KEY.length + 4));
      recall(event.key.slice(KEY.length));
      draw();
      flush();
    }
    if (event.key === `${KEY}read`) { readTo = Math.max(readTo, storedRead()); reckon(); }
    if (event.key === `${KEY}token` && !event.newValue && session) { // signed out in another tab
      identity = null;
      waiting.clear();
      forget();
      if (opened) connect();
    }
  });
  setInterval(() => {
    if (!socket || link !== "live") return;
    if (pingedAt > heardAt && Date.now() - pingedAt > QUIET_FOR) { hangUp(); again(0); return; }
    if (pingedAt <= heardAt && transmit({ type: "ping", id: "" })) pingedAt = Date.now();
  }, PING_EVERY);

  window.AgentDesktopChat = {
    open, close, identify,
    on(event, fn) { listeners.set(event, [...(listeners.get(event) || []), fn]); return () => listeners.set(event, listeners.get(event).filter((one) => one !== fn)); },
  };

  function begin() {
    storedNames().forEach(recall);
    const draft = parsed(kept(here, "draft"));
    if (draft) { text.value = draft.text || ""; drafts = (draft.files || []).map((file) => ({ id: file.id, name: file.name, size: file.size, file })); }
    document.body.append(host);
    dress();
    drawDrafts();
    draw();
    if (kept(everywhere, "began") || waiting.size) connect();
  }
  if (document.body) begin(); else addEventListener("DOMContentLoaded", begin);
})();
