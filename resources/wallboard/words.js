// Words, numbers and times, in the browser's language. Plain JavaScript of 2017: screens on walls have old browsers.

const WORDS = "@words@";
const LANGUAGES = navigator.languages && navigator.languages.length ? navigator.languages : [navigator.language || "en"];
const CHOSEN = LANGUAGES.find((one) => one.split("-")[0] in WORDS) || "en";
const LANGUAGE = CHOSEN.split("-")[0];

const say = (name, values) => WORDS[LANGUAGE][name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

const number = (value, digits) =>
  new Intl.NumberFormat(CHOSEN, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

const percent = (share, digits) => {
  if (share === null) return "–";
  const value = number(100 * share, digits);
  return LANGUAGE === "de" ? `${value} %` : `${value}%`;
};

const timeOf = (at, seconds) =>
  new Date(at).toLocaleTimeString(CHOSEN, { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined });

// With its day where that is not today: a screen may have been cut off since yesterday.
const momentOf = (at, now) => {
  const day = { weekday: "long", day: "numeric", month: "long" };
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? timeOf(at, true) : `${new Date(at).toLocaleDateString(CHOSEN, day)}, ${timeOf(at, true)}`;
};

// As on the live board: exact while it is short.
const span = (ms) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  if (minutes < 60) return say("minutes", { n: minutes });
  return say("hours", { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, "0") });
};
