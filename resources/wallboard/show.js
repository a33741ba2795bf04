// What stands on the screen. Everything that comes from the hub is put in as text, never as markup.

const NEAR = 0.05; // so near below the target it is at risk, below that breached: as on the live board
const PAGE_MS = 12000; // queues that do not fit take turns
const MOST_ALERTS = 2;
const SVG = "http://www.w3.org/2000/svg";

const $ = (selector) => document.querySelector(selector);
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

// what was told last; `ahead`: by how much the hub's clock is ahead of this one; `lost`: since when nothing is true
const board = { figures: null, hub: "", at: 0, ahead: 0, lost: false, page: 0, turned: 0 };
const now = () => Date.now() + board.ahead;
const moment = () => (board.lost ? board.at : now());

const share = (ratio) => (ratio && ratio.under ? (ratio.over || 0) / ratio.under : null);
const sum = (queues, pick) => queues.reduce((all, one) => all + (pick(one) || 0), 0);
const together = (queues, name) =>
  share({
    over: sum(queues, (one) => one[name] && one[name].over),
    under: sum(queues, (one) => one[name] && one[name].under),
  });
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
  made.firstChild.appendChild(make("span", note.length > 14 ? "note long" : "note", note));
  return made;
}

function showFigures(told) {
  const queues = told.queues || [];
  const agents = told.agents || {};
  const service = together(queues, "service");
  const lost = together(queues, "abandoned");
  const first = queues.filter((one) => one.oldest_at).sort((a, b) => a.oldest_at - b.oldest_at)[0];
  const there = (agents.working || 0) + (agents.idle || 0) + (agents.away || 0);
  const goal = (value) => say("target", { value: percent(value, 0) });
  const tooMany = lost !== null && lost > told.abandoned_target;
  fill($("#figures"), [
    figure("service", percent(service, 0), "", goal(told.service_target), level(service, told.service_target)),
    figure("waiting", String(sum(queues, (one) => one.waiting)), "", "", ""),
    figure("longest", first ? span(moment() - first.oldest_at) : "–", "", first ? first.name : "", first ? lateness(first) : ""),
    figure("ready_on", String(agents.ready || 0), ` / ${there}`, "", ""),
    figure("abandoned", percent(lost, 1), "", goal(told.abandoned_target), tooMany ? "bad" : ""),
  ]);
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

function cell(text, tone) {
  const made = make("td");
  made.appendChild(make("span", tone, text));
  return made;
}

function row(queue) {
  const target = queue.service_target;
  const made = make("tr");
  const name = make("th");
  const long = ["longer", "long", "upright"][[26, 18, 12].findIndex((most) => queue.name.length > most)] || "";
  name.appendChild(make("span", `name ${long}`, queue.name)); // two lines where one is not enough
  name.scope = "row";
  const service = share(queue.service);
  const reached = make("td", level(service, target));
  const bar = make("span", "bar");
  const part = make("i");
  part.style.width = `${100 * (service || 0)}%`;
  const goal = make("b");
  goal.style.left = `${100 * target}%`;
  bar.appendChild(part);
  bar.appendChild(goal);
  bar.setAttribute("aria-hidden", "true");
  reached.appendChild(bar);
  reached.appendChild(make("span", "share", percent(service, 0)));
  const late = lateness(queue);
  const lost = share(queue.abandoned);
  const ready = cell(String(queue.ready || 0), "");
  ready.appendChild(make("span", "rest", ` / ${queue.on || 0}`));
  fill(made, [
    name,
    reached,
    cell(String(queue.waiting || 0), ""),
    cell(queue.oldest_at ? span(moment() - queue.oldest_at) : "–", late ? `chip ${late}` : ""),
    ready,
    cell(percent(lost, 1), lost !== null && lost > queue.abandoned_target ? "bad" : ""),
  ]);
  return made;
}

function showQueues(told) {
  const queues = told.queues || [];
  const body = $("tbody");
  fill(
    $("thead"),
    [make("tr")].map((line) => {
      ["queue", "service", "waiting", "longest", "ready_on", "abandoned"].forEach((one) => {
        const head = make("th", one === "service" ? "level" : "", say(one));
        head.scope = "col";
        line.appendChild(head);
      });
      return line;
    }),
  );
  if (!queues.length) {
    const none = make("td", "", say("none"));
    none.colSpan = 6;
    fill(body, [make("tr")]);
    body.firstChild.appendChild(none);
    $("#page").textContent = "";
    return;
  }
  fill(body, [row(queues[0])]);
  const room = $("#queues").clientHeight - $("thead").offsetHeight;
  const fit = Math.max(1, Math.floor(room / Math.max(1, body.firstChild.offsetHeight)));
  const pages = Math.ceil(queues.length / fit);
  if (Date.now() - board.turned >= PAGE_MS) {
    board.page += 1;
    board.turned = Date.now();
  }
  board.page %= pages;
  const first = board.page * fit;
  fill(body, queues.slice(first, first + fit).map(row));
  const words = [];
  if (pages > 1) words.push(say("page", { n: board.page + 1, total: pages }));
  if (told.left_off) words.push(say("left_off", { n: told.left_off }));
  $("#page").textContent = words.join(", ");
}

function sign() {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "0 0 24 24");
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", "M12 3 2 20.5h20zM12 10v4.5M12 17.6v.1");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "2.2");
  path.setAttribute("stroke-linecap", "round");
  path.setAttribute("stroke-linejoin", "round");
  made.appendChild(path);
  return made;
}

function alertWords(one) {
  const value = one.value || 0;
  const shown = {
    longest_wait: () => span(1000 * value),
    service: () => percent(value / 100, 0),
    abandoned: () => percent(value / 100, 0),
  }[one.figure];
  const words = say(`alert_${one.figure}`, { value: shown ? shown() : number(value, 0) });
  return one.seen ? `${words} · ${say("seen")}` : words;
}

function showAlerts(told) {
  const found = (told.alerts || []).filter((one) => `alert_${one.figure}` in WORDS[LANGUAGE]);
  const sorted = found.slice().sort((a, b) => (a.seen || false) - (b.seen || false) || b.at - a.at);
  const made = sorted.slice(0, MOST_ALERTS).map((one) => {
    const each = make("div", one.seen ? "alert seen" : "alert");
    each.appendChild(sign());
    if (one.place) each.appendChild(make("span", "queue", one.place));
    each.appendChild(make("span", "what", one.place ? `: ${alertWords(one)}` : alertWords(one)));
    return each;
  });
  if (sorted.length > made.length) made.push(make("div", "alert more", say("more", { n: sorted.length - made.length })));
  const place = $("#alerts");
  const words = made.map((one) => one.textContent).join("\n");
  if (words !== place.dataset.words) {
    fill(place, made); // told to screen readers when it changes, not each second
    place.dataset.words = words;
    place.className = words.length > 64 ? "long" : "";
  }
  place.hidden = !made.length;
}

function showMessage(name) {
  $("#message h2").textContent = say(name);
  $("#message p").textContent = say(name === "waiting_first" ? "waiting_help" : `${name}_help`);
  $("#message").hidden = false;
  $("#board").hidden = $("#alerts").hidden = $("#stale").hidden = true;
  $("#state").hidden = true;
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

// Everything anew; what runs goes on each second.
function show() {
  $("#clock").textContent = timeOf(now(), false);
  const told = board.figures;
  if (!told) return;
  document.title = told.name;
  put($("#name"), told.name);
  put($("#hub"), board.hub);
  $("#message").hidden = true;
  $("#board").hidden = $("#state").hidden = false;
  document.body.classList.toggle("lost", board.lost);
  $("#state").className = board.lost ? "lost" : "live";
  put($("#state"), say(board.lost ? "lost" : "live"));
  $("#stale").hidden = !board.lost;
  put($("#stale"), board.lost ? say("stale", { time: timeOf(board.at, true) }) : "");
  put($("#current"), say("current", { time: timeOf(board.at, true) }));
  showAlerts(told);
  showFigures(told);
  showQueues(told);
}

document.documentElement.lang = LANGUAGE;
if (new URLSearchParams(location.search).get("theme") === "light") document.documentElement.dataset.theme = "light";
