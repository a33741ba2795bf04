/*
 * Agent Desktop web chat. Embed it with
 *   <script src="https://hub.example/widget.js" data-entry-point="website" async></script>
 * Options: data-language, data-dir ("ltr", "rtl"), data-theme ("light", "dark", "auto").
 * API: AgentDesktopChat.open(), .close(), .identify({id, signature, name, email}), .identify(null), .on(event, fn).
 *
 * It keeps what was typed until the hub has it, gets in step again after every break by the items' sequence, and shows
 * whatever people write as text only. It sets no cookies and needs no inline script or style. Where the hub takes calls,
 * one can talk as well; in a frame that needs allow="microphone".
 */
const SHIPPED = "@shipped@"; // the hub puts the theme's colours, the icons, the style and the words here
const script = document.currentScript || document.querySelector("script[data-entry-point]");
const options = script.dataset;
const base = new URL(".", script.src).href;
const entryPoint = options.entryPoint || "website";
const language = (options.language || navigator.language || "en").toLowerCase();
const languageKnown = SHIPPED.words[language.split("-")[0]] ? language.split("-")[0] : "en";
const WORDS = SHIPPED.words[languageKnown];
const MAX_TEXT = 10000, MAX_FILES = 10, PART = 512 * 1024, DETOURS = 4, TYPING_EVERY = 3000, TYPING_LASTS = 6000, QUIET_FOR = 15000, PING_EVERY = 10000;
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
  catch { return [...memory.keys()]; }
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
