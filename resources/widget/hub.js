// The line to the hub: the session, catching up, sending in order, what was read.

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
      return stop({ identity: "sign_in", Origin: "not_allowed", retired: "closed", paused: "not_now" }[field] || "unavailable");
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
    transmit({ type: "hello", protocol: 1, token: session.token, since, call: calling() && dial.answered ? dial.id : "" });
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
      callsWelcomed(frame.calls);
      catchUp(frame);
      told = [0, 0];
      reckon();
      flush();
      uploadAgain();
      break;
    case "items": take(frame.items); break;
    case "state":
      if (conversation && frame.conversation_id && frame.conversation_id !== conversation) return startAgain();
      conversation = frame.conversation_id || conversation;
      keep(everywhere, "began", conversation ? "1" : null);
      setState(frame.state);
      draw();
      break;
    case "call_answer": callAnswered(frame); break;
    case "call_state": callStands(frame); break;
    case "call_invited": inviter = frame.agent.name; draw(); emit("invited", { name: inviter }); break;
    case "typing": showTyping(frame.typing ? frame.name : null); break;
    case "accepted":
      pauses = 0;
      if (waiting.get(frame.client_id)?.name !== undefined) known = true;
      if (frame.client_id) settle(frame.client_id);
      else asked = "";
      if (frame.item) take([frame.item]);
      draw();
      break;
    case "refused": callRefused(frame.client_id, frame.problem) || refused(frame.client_id, frame.problem); break;
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
  const message = { id, at, text: words, files, again: true, of: writer() };
  const introduction = state.phase === "new" && form.name.value && words && !files?.length && !queue().some((one) => isForm(one) || one.again);
  waiting.set(id, introduction ? { ...message, name: form.name.value.trim(), email: form.email.value.trim() } : message);
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

const reason = ({ field, message }) => { // the hub speaks English only
  const own = { queue: "full", retired: "closed", paused: "not_now", number: "bad_number", callback: "no_call_back" }[field];
  return own ? say(own) : message || "";
};

function refused(id, problem) {
  const message = waiting.get(id);
  if (PASSING.includes(problem.code)) {
    const seconds = problem.field === "retry_after" ? Number(problem.value) || 5 : Math.min(30, 2 ** pauses++);
    const words = problem.code === "too_many" ? say("too_fast", { n: seconds }) : say("busy");
    if (message || (inFlight && problem.code === "too_many")) pause(seconds, words);
    else if (asked) { asked = ""; leaving = false; tell(words); }
  } else if (message?.name !== undefined && state.phase === "new") { // the form: give it back, with the reason
    settle(id);
    form.name.value = message.name;
    form.email.value = message.email;
    form.question.value = message.text;
    tell(reason(problem));
  } else if (message) {
    message.failed = reason(problem) || say("failed");
    store(message);
  } else if (asked) { asked = ""; leaving = false; tell(reason(problem)); }
  draw();
  if (id ? id === inFlight : pauseTimer) landed();
}

// --- sending: in the order of the bubbles, each message only when the hub has the one before it

const store = (message) => keep(everywhere, `out:${message.id}`, JSON.stringify(message));
const isForm = (message) => message.name !== undefined;
const queue = () => [...waiting.values()].sort((one, other) => isForm(other) - isForm(one) || (one.id < other.id ? -1 : 1));
const asks = () => state.phase === "new" && !known && !items.size && !queue().some((message) => isForm(message) || message.again);

const writer = () => identity?.id || ""; // unsent messages are sent as nobody else

function recall(name) { // what this tab or another one has stored
  const message = name.startsWith("out:") && parsed(kept(everywhere, name));
  if (typeof message?.id !== "string" || waiting.has(message.id) || (message.of || "") !== writer()) return;
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
  message = { id: newId(), at: Date.now(), of: writer(), ...message };
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
