// What the visitor and the embedding page do: write, attach, open, close, sign in.

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

async function upload(draft) {
  const stop = (draft.stop = new AbortController());
  draft.failed = draft.cut = false;
  drawDrafts();
  try {
    draft.sha ??= await digest(draft.bytes);
    draft.file = await sendParts(draft, stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return;
    const code = error.problem?.code, words = { too_large: "too_large", too_many: "enough_files" }[code] || "upload_failed";
    draft.failed = true;
    draft.cut = !code;
    tell(say(words, { name: draft.name, max: size(session?.max_attachment_bytes), n: Math.ceil(error.after / 60) || 1 }));
  }
  if (!drafts.includes(draft)) return;
  keepDraft();
  drawDrafts();
}

// In parts, each from where the hub stands: after a cut link, or a hub that starts again, only the rest is sent.
async function sendParts(draft, signal) {
  const path = `chat/v1/uploads/${draft.id}`, plan = `?name=${encodeURIComponent(draft.name)}&size=${draft.size}${draft.sha && `&sha256=${draft.sha}`}`;
  const ask = async (method, query, body) => (await call(path + query, { method, body, signal }, session?.token)).json();
  let stands = await ask("POST", plan);
  for (let detours = 0; !stands.attachment; ) {
    const at = stands.offset;
    draft.progress = at / draft.size;
    if (draft.bar) draft.bar.value = draft.progress;
    try {
      stands = await ask("PUT", `?offset=${at}`, draft.bytes.slice(at, at + PART));
      if (!stands.attachment && stands.offset <= at && ++detours > DETOURS) throw new Error("the file changes");
    } catch (error) {
      if (signal.aborted || (error.problem && !["conflict", "too_slow", "stopping"].includes(error.problem.code)) || ++detours > DETOURS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * detours));
      stands = await ask("POST", plan);
    }
  }
  return stands.attachment;
}

async function digest(bytes) { // browsers give it to pages alone that came securely; without it the hub counts the bytes
  if (!crypto.subtle) return "";
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer()));
  return Array.from(sum, (one) => one.toString(16).padStart(2, "0")).join("");
}

const uploadAgain = () => drafts.filter((draft) => draft.cut).forEach(upload); // the link is back

function drop(draft) {
  drafts = drafts.filter((one) => one !== draft);
  draft.stop?.abort();
  if (draft.bytes && !draft.file) call(`chat/v1/uploads/${draft.id}`, { method: "DELETE" }, session?.token).catch(() => {}); // it expires by itself, too
  tell("");
  keepDraft();
  drawDrafts();
  text.focus();
}

function drawDrafts() {
  draftList.replaceChildren(...drafts.map((draft) => {
    draft.bar = draft.file || draft.failed ? null : el("progress", { max: 1, value: draft.progress, "aria-label": draft.name });
    return el("li", { class: "file" }, icon("file"), el("span", { class: "label" }, el("b", {}, el("bdi", {}, draft.name)), draft.bar || el("small", {}, draft.failed ? say("failed") : size(draft.size))),
      ...(draft.failed ? [tool(say("again_file", { name: draft.name }), "refresh-cw", () => upload(draft))] : []),
      tool(say("remove", { name: draft.name }), "x", () => drop(draft)));
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
  if (!form.node.hidden) (form.name.value ? form.question : form.name).focus(); else if (!box.hidden) text.focus(); else (foot.querySelector("input, button") || log).focus();
}

function open() {
  show();
  focusInside();
}

function show() { // leaves the keyboard where it is: the visitor may be typing in the page
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
  const before = JSON.stringify(identity), left = writer();
  identity = who ? { id: String(who.id), signature: String(who.signature), name: String(who.name || ""), email: String(who.email || "") } : null;
  if (JSON.stringify(identity) === before) return;
  const busy = socket || link !== "idle";
  const gone = !who || (left && left !== writer());
  for (const name of storedNames()) { // signed out: nothing of that person stays in this browser
    const of = name.startsWith("out:") ? parsed(kept(everywhere, name))?.of || "" : null;
    if (of === null ? gone : of && of !== writer()) keep(everywhere, name, null);
  }
  if (gone) {
    keep(here, "draft", null);
    text.value = "";
    drafts = [];
    form.node.reset();
    drawDrafts();
  }
  waiting.clear();
  storedNames().forEach(recall);
  forget();
  if (busy || opened || waiting.size) connect();
}

function forget() { // the person; the next connection begins from nothing
  hangUpCall();
  dial = callServers = null;
  inviter = "";
  keepPlace(null);
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
