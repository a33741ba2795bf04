// What is on the screen, drawn from the state.

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
const button = (look, words, act) => el("button", { type: "button", class: look, onclick: act }, say(words));
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

const LONGEST_TOLD = 120; // minutes: a longer wait is no comfort
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
    const [who, mail, words] = [name, email, question].map((one) => one.input.value.trim());
    judge(name, !who, "need_name");
    judge(email, !email.input.validity.valid, "bad_email");
    judge(question, !words, "need_question");
    if (wrong) return wrong.focus();
    tell("");
    enqueue({ name: who, email: mail, text: words });
    question.input.value = "";
    text.focus();
  } }, el("p", {}, say("intro")), name.node, email.node, question.node, el("button", { class: "main" }, say("start")));
  return { node, name: name.input, email: email.input, question: question.input };
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
  endButton.hidden = calling() || !["waiting", "with_agent"].includes(state.phase);
  endButton.disabled = link !== "live";
  const bar = fatal ? say(fatal) : notice || paused || (link === "offline" && trouble) || "";
  if (noticeBar.textContent !== bar) noticeBar.textContent = bar;
  noticeBar.classList.toggle("danger", Boolean(fatal));
  drawCall();
  drawCallBack();
  drawWhere();
  drawLog();
  drawFoot(ended);
  drawSend();
  drawBadge();
  if (seeking && opened && session) focusInside();
}

function drawWhere() {
  const agent = state.phase === "with_agent" && state.agent;
  const minutes = Math.ceil((state.expected_ms ?? 0) / 60_000);
  const wait = minutes > 0 && minutes <= LONGEST_TOLD ? ` · ${say("wait", { n: minutes })}` : "";
  const place = state.phase === "waiting" && (state.position ? say(state.call_back ? "place_called" : "place", { n: state.position }) + wait : say("waiting"));
  const over = onlyCalled() ? "line_call_ended" : "line_ended";
  const words = agent?.name || place || (state.phase === "ended" ? say(over) : "");
  const shown = link === "starting" && !fatal ? say("connecting") : words;
  if (where.dataset.shown === shown + link) return;
  where.dataset.shown = shown + link;
  where.replaceChildren(agent && link === "live" ? el("span", { class: "dot" }) : "", el("bdi", {}, shown));
}

function drawLog() {
  const rows = [];
  let day = "", by = "";
  const sorted = [...items.values()].sort((one, other) => one.seq - other.seq);
  const unsent = queue();
  for (const item of [...sorted, ...unsent]) {
    if ((item.line === "waiting" || item.line === "callback_offered") && state.phase !== "waiting") continue; // of interest only while it is so
    const today = new Date(item.at).toDateString();
    if (today !== day) { rows.push({ key: `day ${today}`, day: item.at }); day = today; by = ""; }
    const own = !item.seq || Boolean(item.mine);
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
      if (node.querySelector(".text")?.textContent !== row.item.text) fill(node, row);
    }
    nodes.set(row.key, (node ||= build(row)));
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
  const act = (name, deed) => button("plain", name, () => { deed(); draw(); flush(); });
  if (Boolean(item.failed) !== Boolean(acts.firstChild)) acts.replaceChildren(...(item.failed ? [
    act("retry", () => { const message = waiting.get(item.id); delete message.failed; store(message); }),
    act("discard", () => { settle(item.id); text.focus(); }),
  ] : []));
}

function fileButton(file) {
  const name = say("save", { name: file.name });
  return el("button", { type: "button", class: "file", "aria-label": `${name}, ${size(file.size)}`, title: name, onclick: () => download(`chat/v1/attachments/${encodeURIComponent(file.id)}`, file.name) },
    icon("file"), el("span", { class: "label" }, el("b", {}, el("bdi", {}, file.name)), el("small", {}, size(file.size))), icon("download"));
}

// Nothing was written: who only called is not told of a chat.
const onlyCalled = () => !items.size && !waiting.size;

function drawFoot(ended) {
  const called = onlyCalled();
  const talked = spoke || [...items.values()].some((item) => !item.mine && (item.text || item.line === "joined"));
  const kind = leaving ? "leaving" : !ended ? "" : state.rated ? "thanks" : state.survey || (talked && state.rates !== false) ? "rate" : "over";
  const looks = kind + called + (state.survey?.kind || "");
  if (foot.dataset.kind === looks) return;
  const focused = foot.contains(root.activeElement);
  foot.dataset.kind = looks;
  const newChat = button(kind === "rate" ? "other" : "main", called ? "write" : "again", () => { fresh = true; draw(); focusInside(); });
  const shown = {
    leaving: [el("p", {}, say("end_sure")), el("div", { class: "pair" },
      button("other", "stay", () => { leaving = false; draw(); text.focus(); }),
      button("main", "end", () => { asked = "leave"; transmit({ type: "leave" }); }))],
    rate: [...ratingForm(state.survey || { question: say(called ? "rate_call" : "rate") }), newChat, ...(state.survey ? [noSurveys()] : [])],
    thanks: [el("p", { role: "status" }, say("thanks")), newChat],
    over: [newChat],
  };
  foot.replaceChildren(...(shown[kind] || []));
  if (opened && kind && focused) foot.querySelector("input, button")?.focus();
  else if (opened && focused) focusInside();
}

const noSurveys = () => button("less", "no_surveys", () => { if (transmit({ type: "refuse_survey" })) asked = "refuse_survey"; });

// Stars from 1 to 5; on any other scale numbers.
function ratingForm({ question, lowest = 1, highest = 5 }) {
  let score = 0;
  const starred = lowest === 1 && highest === 5;
  const send = button("main", "send_rating", () => { if (transmit({ type: "rate", score, comment: comment.value.trim() })) asked = "rate"; });
  send.disabled = true;
  const comment = el("textarea", { class: "field", rows: "2", maxlength: 2000, dir: "auto", hidden: true, "aria-label": say("comment"), placeholder: say("comment") });
  const scale = Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index);
  const choices = scale.map((n) => el("label", {}, el("input", { type: "radio", name: "score", value: n, "aria-label": starred ? say("stars", { n }) : `${n} / ${highest}`, onchange: () => {
    score = n;
    choices.forEach((one, index) => one.classList.toggle("on", starred ? scale[index] <= n : scale[index] === n));
    send.disabled = comment.hidden = false;
  } }), starred ? icon("star") : el("span", { "aria-hidden": "true" }, String(n))));
  return [el("fieldset", {}, el("legend", {}, question), el("div", { class: starred ? "stars" : "stars numbers" }, ...choices)), comment, send];
}

function drawSend() {
  const loading = drafts.some((draft) => !draft.file);
  sendButton.disabled = loading || !(text.value.trim() || drafts.length);
  attachButton.disabled = !conversation || drafts.length >= MAX_FILES;
}

let badgeShown = -1;
function drawBadge() {
  const count = looking() ? 0 : unread() + (inviter || place?.phase === "rung" ? 1 : 0);
  badge.hidden = !count;
  badge.textContent = count > 99 ? "99+" : count;
  launcher.setAttribute("aria-label", opened ? say("close") : [say("open"), ...(count ? [say("unread", { n: count })] : []), ...(calling() || place ? [callState()] : [])].join(", "));
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
