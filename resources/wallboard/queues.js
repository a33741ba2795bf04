// The table of queues: as many as fit, the others in turns.

const LARGEST = 1.8; // of the usual size of a row's letters

const COLUMNS = ["queue", "service", "waiting", "longest", "ready_on", "abandoned"];

function cell(text, tone) {
  const made = make("td");
  made.appendChild(make("span", tone, text));
  return made;
}

function row(queue) {
  const target = queue.service_target;
  const made = make("tr");
  const name = make("th");
  name.appendChild(make("span", "name", queue.name));
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
  Array.from(made.cells).forEach((one, at) => (one.dataset.label = say(COLUMNS[at])));
  return made;
}

// By name, so that each has its place; where they take turns, those whose customers wait too long stand on the first page.
const NAMES = new Intl.Collator(CHOSEN, { numeric: true });
const URGENCY = ["bad", "warn", ""];

function sorted(queues, turns) {
  const urgency = (one) => (turns ? URGENCY.indexOf(lateness(one)) : 0);
  return queues.slice().sort((a, b) => urgency(a) - urgency(b) || NAMES.compare(a.name, b.name));
}

function showHead() {
  const line = make("tr");
  COLUMNS.forEach((one) => {
    const head = make("th", one === "service" ? "level" : "", say(one));
    head.scope = "col";
    line.appendChild(head);
  });
  fill($("thead"), [line]);
}

// As large as the room allows: few queues are read from further away.
function shrink(most, tooLarge) {
  const table = $("table");
  for (let size = most; ; size -= 0.1) {
    table.style.setProperty("--size", Math.max(1, size));
    $$(".name").forEach((one) => (one.className = "name"));
    if (size <= 1 || !tooLarge()) break;
  }
  fit($$(".name"), ["long", "smaller", "longer"]);
}

function showQueues(told) {
  const queues = told.queues || [];
  const body = $("tbody");
  const table = $("table");
  table.className = "";
  table.style.removeProperty("--row");
  showHead();
  if (!queues.length) {
    const none = make("td", "", say("none"));
    none.colSpan = 6;
    fill(body, [make("tr")]);
    body.firstChild.appendChild(none);
    $("#page").textContent = "";
    return;
  }
  const kind = cards(queues.length, $("#queues").clientHeight);
  if (kind) {
    showCards(queues, kind);
    $("#page").textContent = "";
    return;
  }
  table.style.setProperty("--size", 1);
  fill(body, [row(queues[0])]);
  fit($$(".name"), ["long", "smaller", "longer"]);
  const room = $("#queues").clientHeight - $("thead").offsetHeight;
  const high = Math.max(1, body.firstChild.getBoundingClientRect().height);
  const pages = Math.ceil(queues.length / Math.max(1, Math.floor(room / high)));
  const rows = Math.ceil(queues.length / pages); // as many on each page, so that none is nearly empty
  const page = board.turn % pages;
  fill(body, sorted(queues, pages > 1).slice(page * rows, (page + 1) * rows).map(row));
  const most = room / (high * rows);
  table.style.setProperty("--row", `${room / rows}px`);
  shrink(Math.min(LARGEST, most), () => $$("tbody td").some(tooLong));
  const words = [];
  if (pages > 1) words.push(say("page", { n: page + 1, total: pages }));
  if (told.left_off) words.push(say("left_off", { n: told.left_off }));
  $("#page").textContent = words.join(", ");
}
