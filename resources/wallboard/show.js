// What stands on the screen. Everything that comes from the hub is put in as text, never as markup.

const NEAR = 0.05; // so near below the target it is at risk, below that breached: as on the live board
const TURN_MS = 12000; // queues and alerts that do not fit take turns

const $ = (selector) => document.querySelector(selector);
const $$ = (selector) => Array.from(document.querySelectorAll(selector));
const make = (tag, kind, text) => {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
};
const fill = (place, children) => {
  place.textContent = "";
  children.forEach((one) => place.appendChild(one));
};
const tooLong = (one) => one.scrollWidth > one.clientWidth + 1;
// Smaller words, step by step, where they do not fit: all are measured before any is changed, which old screens do quickly.
const fit = (all, steps) =>
  steps.reduce((long, step) => {
    const still = long.filter(tooLong);
    still.forEach((one) => one.classList.add(step));
    return still;
  }, all);

// what was told last; `ahead`: by how much the hub's clock is ahead of this one; `lost`: nothing is true any more
const board = { figures: null, hub: "", at: 0, ahead: 0, lost: false, turn: 0, turned: 0 };
const now = () => Date.now() + board.ahead;
const moment = () => (board.lost ? board.at : now());

const share = (ratio) => (ratio && ratio.under ? (ratio.over || 0) / ratio.under : null);
const level = (value, target) => (value === null ? "" : value >= target ? "good" : value >= target - NEAR ? "warn" : "bad");
const lateness = (queue) =>
  queue.very_late_at && moment() > queue.very_late_at ? "bad" : queue.late_at && moment() > queue.late_at ? "warn" : "";

function figure(name, value, rest, note, tone) {
  const made = make("div");
  made.appendChild(make("dt", "", say(name)));
  const told = make("dd");
  const parts = /^([^\s%]+)(.*)$/.exec(value); // units are smaller than what is counted
  const long = value.length > 6 || (value + rest).length > 7 ? "long" : "";
  const shown = make("span", `value ${tone} ${long}`, parts[1]);
  if (parts[2]) shown.appendChild(make("span", "unit", parts[2]));
  if (rest) shown.appendChild(make("span", "rest", rest));
  told.appendChild(shown);
  made.appendChild(told);
  made.firstChild.appendChild(make("span", "note", note));
  return made;
}

function showFigures(told) {
  const queues = told.queues || [];
  const agents = told.agents || {};
  const only = alone(told);
  const all = only || told; // one queue alone says everything by itself
  const service = share(all.service);
  const lost = share(all.abandoned);
  const first = queues.filter((one) => one.oldest_at).sort((a, b) => a.oldest_at - b.oldest_at)[0];
  const there = only ? only.on || 0 : (agents.working || 0) + (agents.idle || 0) + (agents.away || 0);
  const goal = (value) => say("target", { value: percent(value, 0) });
  const tooMany = lost !== null && lost > all.abandoned_target;
  fill($("#figures"), [
    figure("service", percent(service, 0), "", goal(all.service_target), level(service, all.service_target)),
    figure("waiting", String(all.waiting || 0), "", only ? only.name : "", ""),
    figure("longest", first ? span(moment() - first.oldest_at) : "–", "", first && !only ? first.name : "", first ? lateness(first) : ""),
    figure("ready_on", String((only || agents).ready || 0), ` / ${there}`, "", ""),
    figure("abandoned", percent(lost, 1), "", goal(all.abandoned_target), tooMany ? "bad" : ""),
  ]);
  fit($$(".note"), ["long", "longer"]);
  fill(
    $("#agents"),
    ["working", "idle", "away", "offline"].map((kind) => {
      const made = make("li", kind);
      made.appendChild(make("b", "", String(agents[kind] || 0)));
      made.appendChild(document.createTextNode(` ${say(kind)}`));
      return made;
    }),
  );
}

function showMessage(name) {
  $("#message h2").textContent = say(name);
  $("#message p").textContent = say(name === "waiting_first" ? "waiting_help" : `${name}_help`);
  $("#message").hidden = false;
  $("#board").hidden = $("#alerts").hidden = $("#stale").hidden = true;
  $("#state").hidden = true;
}

const put = (place, text) => {
  if (place.textContent !== text) place.textContent = text;
};

function showName(name) {
  put($("#name"), name);
  $("#name").className = "";
  fit([$("#name")], ["long", "longer"]);
  put($("#hub"), board.hub); // where there is room for it
  $("#hub").className = "";
  fit([$("#hub")], ["long"]);
}

function takeTurns() {
  if (Date.now() - board.turned < TURN_MS) return;
  board.turn += 1;
  board.turned = Date.now();
}

// Everything anew; what runs goes on each second.
function show() {
  $("#clock").textContent = timeOf(now(), false);
  const told = board.figures;
  if (!told) return;
  document.title = told.name;
  showName(told.name);
  $("#message").hidden = true;
  $("#board").hidden = $("#state").hidden = false;
  document.body.classList.toggle("lost", board.lost);
  $("#state").className = board.lost ? "lost" : "live";
  put($("#state"), say(board.lost ? "lost" : "live"));
  $("#stale").hidden = !board.lost;
  put($("#stale"), board.lost ? say("stale", { time: momentOf(board.at, now()) }) : "");
  put($("#current"), say("current", { time: momentOf(board.at, now()) }));
  takeTurns();
  showAlerts(told);
  const only = alone(told);
  document.body.classList.toggle("alone", Boolean(only));
  $("#queues").hidden = Boolean(only);
  showFigures(told);
  if (!only) showQueues(told);
}

document.documentElement.lang = LANGUAGE;
if (new URLSearchParams(location.search).get("theme") === "light") document.documentElement.dataset.theme = "light";
