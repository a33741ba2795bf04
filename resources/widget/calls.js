// Talking to somebody: the browser's microphone, the way to the hub's telephones, the card above the chat.

// --- the call

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const GATHER_FOR = 2500; // the hub finds a browser by the browser's own checks: what is known by then is enough
const RING = [0, 0.4]; // seconds into each ring at which it sounds
let callServers = null, dial = null, inviter = "", place = null, bell = 0; // place: kept for a visitor who will be called here

const canCall = () => Boolean(callServers && isSecureContext && window.RTCPeerConnection && navigator.mediaDevices?.getUserMedia) && !fatal;
let spoke = false; // with a person, since this page was loaded
const calling = () => Boolean(dial) && dial.phase !== "over";

async function callUp() {
  if (calling() || !canCall() || link !== "live") return;
  const call = (dial = { id: newId(), phase: "asking" });
  inviter = "";
  clearInterval(bell);
  draw();
  hangUpButton.focus();
  try {
    call.stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } });
  } catch (error) {
    return rest(call, ["NotFoundError", "NotReadableError"].includes(error.name) ? "no_microphone" : "refused_microphone");
  }
  if (dial !== call || !calling()) return release(call);
  keep(here, "call", call.id);
  call.sound = new Audio();
  try {
    const pc = wire(call);
    call.phase = "connecting";
    draw();
    await pc.setLocalDescription();
    await gathered(pc);
  } catch { return rest(call, "failed"); }
  call.ready = true;
  offerCall(call);
}

function wire(call) { // throws where the browser refuses what the hub says of helping servers
  const pc = (call.pc = new RTCPeerConnection({ bundlePolicy: "max-bundle", iceServers: callServers.map(({ uris, user, password }) => ({ urls: uris, username: user, credential: password })) }));
  const [track] = call.stream.getAudioTracks();
  call.sender = pc.addTrack(track, call.stream);
  track.onended = () => hangUpCall("no_microphone");
  pc.ontrack = (event) => { call.sound.srcObject = event.streams[0] || new MediaStream([event.track]); call.sound.play().catch(() => {}); };
  pc.onconnectionstatechange = () => {
    if (dial !== call) return;
    call.up = pc.connectionState === "connected";
    call.shaky = pc.connectionState === "disconnected";
    if (pc.connectionState === "failed") return hangUpCall("lost");
    if (call.up && call.phase === "connecting") call.phase = "up";
    draw();
  };
  return pc;
}

const gathered = (pc) => new Promise((done) => {
  const look = () => { if (pc.iceGatheringState === "complete") done(); };
  pc.addEventListener("icegatheringstatechange", look);
  setTimeout(done, GATHER_FOR);
  look();
});

function offerCall(call) { // goes again when the line to the hub broke before the answer: the hub knows the id
  if (dial === call && call.ready && !call.answered) transmit({ type: "call_offer", client_id: call.id, sdp: call.pc.localDescription.sdp });
}

async function callAnswered({ client_id: id, call_id: known, sdp }) {
  const call = dial;
  if (call?.id !== id || call.answered || !call.pc) return;
  call.answered = known;
  try { await call.pc.setRemoteDescription({ type: "answer", sdp }); } catch { hangUpCall("failed"); }
}

function callStands({ client_id: id, call_id: known, phase, position, agent, reason }) {
  inviter = ""; // in whichever tab: the visitor talks
  if (phase === "kept" || phase === "rung") return keepPlace({ id: known, phase, position, agent: agent?.name });
  if (place?.id === known) {
    keepPlace(null);
    if (phase === "over" && !calling()) dial = { phase, reason };
  }
  const mine = calling() && (id === dial.id || (known && known === dial.answered));
  if (!mine) return draw();
  if (phase === "over") return rest(dial, reason);
  if (phase === "talking" && !dial.since) { dial.since = Date.now(); spoke = true; }
  if (phase === "survey" && dial.phase !== phase) dial.keys = true; // what is asked is answered there
  Object.assign(dial, { phase, position, agent: agent?.name || dial.agent });
  draw();
}

function keepPlace(next) { // who asked to be called back is called on the page
  const rings = next?.phase === "rung" && place?.phase !== "rung";
  place = next;
  if (place && !calling()) dial = null;
  clearInterval(bell);
  if (place?.phase === "rung" && !calling()) {
    ringOnce();
    bell = setInterval(ringOnce, 3000);
    if (rings) show();
    if (rings) emit("invited", { name: place.agent || "" });
  }
  draw();
}

let ringing = null;
async function ringOnce() { // the browser may want a click first
  ringing ||= new AudioContext();
  await ringing.resume();
  if (place?.phase !== "rung" || calling()) return;
  for (const at of RING) {
    const tone = ringing.createOscillator(), soft = ringing.createGain(), from = ringing.currentTime + at;
    tone.frequency.value = 880;
    soft.gain.setValueAtTime(0.15, from);
    soft.gain.exponentialRampToValueAtTime(0.001, from + 0.35);
    tone.connect(soft).connect(ringing.destination);
    tone.start(from);
    tone.stop(from + 0.35);
  }
}

function declinePlace() { // not now; before it is their turn: not at all
  transmit({ type: "call_end", call_id: place.id });
  keepPlace(place.phase === "rung" ? { ...place, phase: "kept", position: null } : null);
}

function callRefused(id, problem) {
  if (!calling() || dial.id !== id) return false;
  rest(dial, { conflict: "elsewhere", offline: "busy", too_many: "busy", refused: "not_found" }[problem.code] || "failed");
  return true;
}

function hangUpCall(reason = "hung_up") {
  if (!calling()) return;
  if (dial.pc) transmit({ type: "call_end", client_id: dial.id });
  rest(dial, reason);
}

function release(call) {
  clearInterval(call.clock);
  call.pc?.close();
  call.stream?.getTracks().forEach((track) => { track.onended = null; track.stop(); });
  if (call.sound) call.sound.srcObject = null;
}

function rest(call, reason) {
  release(call);
  keep(here, "call", null);
  if (dial !== call) return;
  const focused = callCard.contains(root.activeElement);
  dial = place && place.id === call.answered ? null : { ...call, phase: "over", reason, pc: null };
  draw();
  if (focused) (againButton.hidden ? closeButton : againButton).focus();
}

function pressKey(key) { // in menus the hub listens; to a person it goes along with the voice
  const tones = dial.sender?.dtmf;
  if (dial.since && tones?.canInsertDTMF) tones.insertDTMF(key);
  else transmit({ type: "call_key", client_id: dial.id, key });
  pressed.textContent = (pressed.textContent + key).slice(-20);
}

function callsWelcomed(calls) { // a new line to the hub: the sound has gone on meanwhile
  callServers = calls ? calls.servers || [] : null;
  if (place) keepPlace(null); // if there still is one, it is told next
  if (calling()) return offerCall(dial);
  const left = kept(here, "call");
  if (!left) return; // the page was left in the middle of a call: its sound said goodbye then
  rest((dial = { id: left }), "left");
}

// --- the card

const callButton = tool(say("call"), "phone", callUp);
const callWords = el("div", { class: "call-words", role: "status" });
const callTime = el("span", { class: "call-time", role: "timer", "aria-live": "off" });
const muteButton = tool(say("mute"), "mic", () => { dial.muted = !dial.muted; dial.stream.getAudioTracks()[0].enabled = !dial.muted; draw(); });
muteButton.append(icon("mic-off"));
const keysButton = tool(say("keys"), "grid-3x3", () => { dial.keys = !dial.keys; pressed.textContent = ""; draw(); });
const hangUpButton = tool(say("hang_up"), "phone", () => hangUpCall(), "tool hang-up");
const pressed = el("output", { class: "pressed" });
const keypad = el("div", { class: "keypad", role: "group", "aria-label": say("keys") }, ...KEYS.map((key) => el("button", { type: "button", class: "other", onclick: () => pressKey(key) }, key)), pressed);
const againButton = button("main", "call_again", callUp);
const closeButton = button("other", "call_close", () => { if (!dial && place) declinePlace(); else if (!dial && inviter) transmit({ type: "call_end" }); dial = null; inviter = ""; draw(); focusInside(); });
const callTools = el("div", { class: "call-tools" }, muteButton, keysButton, hangUpButton);
const callChoice = el("div", { class: "pair" }, closeButton, againButton);
const callCard = el("div", { class: "call", role: "group", "aria-label": say("call_card"), hidden: true, onkeydown: (event) => { if (calling() && dial.keys && KEYS.includes(event.key)) pressKey(event.key); } },
  el("div", { class: "call-head" }, callWords, callTime, callTools), keypad, callChoice);
const callInstead = button("other", "call_instead", callUp);
endButton.before(callButton);
noticeBar.after(callCard);
form.node.append(callInstead);
launcher.append(icon("phone"));

// Who waits in the chat may rather be called on the telephone, from the same place.
const numberField = el("input", { class: "field", type: "tel", autocomplete: "tel", maxlength: 40, dir: "ltr", required: true });
const callMeButton = button("other", "call_me", () => { callMe.hidden = false; drawCallBack(); numberField.focus(); });
const callMe = el("form", { class: "call-me", novalidate: true, hidden: true, onsubmit: (event) => {
  event.preventDefault();
  if (!numberField.value.trim()) return numberField.focus();
  tell("");
  if (numberField.value.trim() === state.call_back) return closeNumber();
  if (transmit({ type: "call_me_back", number: numberField.value.trim() })) asked = "call_me_back";
} }, el("p", {}, say("call_me_why")), el("label", {}, say("number"), numberField),
  el("div", { class: "pair" }, button("other", "not_now", () => { tell(""); closeNumber(); }), el("button", { class: "main" }, say("call_me"))));
const callMeTold = el("div", { class: "promise", role: "status" });
const otherNumber = button("less", "other_number", () => { numberField.value = state.call_back; callMe.hidden = false; drawCallBack(); numberField.select(); });
const callMeCard = el("div", { class: "call", role: "group", "aria-label": say("call_me"), hidden: true }, callMeTold, otherNumber, callMeButton, callMe);
let promisedAt = "";
callCard.after(callMeCard);

let callMeAsked = false;

function closeNumber() {
  callMe.hidden = true;
  drawCallBack();
  (otherNumber.hidden ? callMeButton : otherNumber).focus();
}

function drawCallBack() {
  const waits = state.phase === "waiting" && !calling() && !place && !fatal;
  const promised = waits && state.call_back, may = waits && (state.may_call_back || promised);
  const words = promised ? say("call_me_at", { number: `\u2066${promised}\u2069` }) : "";
  const focused = callMeCard.contains(root.activeElement) && !callMe.hidden;
  const agreed = promised && promised !== promisedAt;
  promisedAt = promised || "";
  if (!may || agreed) callMe.hidden = true;
  if (may && state.call_back_offered && !callMeAsked) callMe.hidden = false; // asked once, and the caret stays where it is
  callMeAsked = waits && state.call_back_offered;
  callMeCard.hidden = !may;
  if (callMeTold.textContent !== words) callMeTold.textContent = words;
  callMeTold.hidden = !promised || !callMe.hidden;
  otherNumber.hidden = !promised || !callMe.hidden;
  callMeButton.hidden = promised || !may || !callMe.hidden;
  otherNumber.disabled = callMeButton.disabled = link !== "live";
  callMe.querySelector(".main").disabled = link !== "live";
  if (focused && callMe.hidden) focusInside();
}

function callState() {
  if (place?.phase === "kept" && (!dial || dial.answered === place.id)) return place.position ? say("call_kept_place", { n: place.position }) : say("call_kept");
  if (!dial && place) return say("call_rung", { name: place.agent || say("agent") });
  if (!dial) return say("invited", { name: inviter });
  const name = dial.agent || say("agent");
  switch (dial.phase) {
    case "over": return say(`over_${dial.reason}`, { name });
    case "asking": return say("allow_microphone");
    case "connecting": return say("connecting");
    case "waiting": return dial.position ? say("place", { n: dial.position }) : say("waiting");
    case "survey": return say("call_survey");
    case "talking": case "held": return say(dial.shaky ? "call_shaky" : dial.phase === "held" ? "call_held" : "call_with", { name });
    default: return say(dial.shaky ? "call_shaky" : "call_up");
  }
}

function drawCall() {
  const on = calling(), over = dial?.phase === "over";
  callButton.hidden = callInstead.hidden = on || Boolean(place || state.call_back) || !canCall();
  callButton.disabled = callInstead.disabled = link !== "live";
  callCard.hidden = !dial && !inviter && !place;
  chat.classList.toggle("on-call", on);
  if (callCard.hidden) return;
  const words = callState();
  if (callWords.textContent !== words) callWords.textContent = words;
  callTools.hidden = !on;
  callChoice.hidden = on;
  const waits = !dial && place?.phase === "kept";
  againButton.textContent = say(dial ? "call_again" : place ? "call_answer" : "call_now");
  againButton.hidden = waits;
  closeButton.textContent = say(dial ? "call_close" : waits ? "call_give_up" : "not_now");
  againButton.disabled = link !== "live" || !canCall();
  muteButton.hidden = keysButton.hidden = !dial?.pc;
  muteButton.setAttribute("aria-pressed", String(Boolean(dial?.muted)));
  keysButton.setAttribute("aria-expanded", String(Boolean(on && dial.keys)));
  keypad.hidden = !(on && dial.keys);
  callTime.hidden = !(dial?.since && !over);
  if (dial?.since && on && !dial.clock) { drawTime(); dial.clock = setInterval(drawTime, 1000); }
}

function drawTime() {
  const seconds = Math.floor((Date.now() - dial.since) / 1000);
  callTime.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

addEventListener("beforeunload", (event) => { if (calling() && dial.pc) event.preventDefault(); });
addEventListener("pagehide", () => { if (calling() && dial.pc) { transmit({ type: "call_end", client_id: dial.id }); release(dial); } });
