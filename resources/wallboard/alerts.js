// The bars of alerts: what nobody looks after first, the newest first, a few at a time.

const MOST_ALERTS = 2;
const SVG = "http://www.w3.org/2000/svg";

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
  const all = found.slice().sort((a, b) => (a.seen || false) - (b.seen || false) || b.at - a.at);
  const first = MOST_ALERTS * (board.turn % Math.max(1, Math.ceil(all.length / MOST_ALERTS)));
  const made = all.slice(first, first + MOST_ALERTS).map((one) => {
    const each = make("div", one.seen ? "alert seen" : "alert");
    each.appendChild(sign());
    if (one.place) each.appendChild(make("span", "queue", one.place));
    each.appendChild(make("span", "what", one.place ? `: ${alertWords(one)}` : alertWords(one)));
    return each;
  });
  if (all.length > made.length) made.push(make("div", "alert more", say("more", { n: all.length - made.length })));
  const place = $("#alerts");
  const words = made.map((one) => one.textContent).join("\n");
  if (words !== place.dataset.words) {
    fill(place, made); // told to screen readers when it changes, not each second
    place.dataset.words = words;
  }
  place.hidden = !made.length;
  place.className = "";
  ["long", "longer"].forEach((step) => $$(".queue").some(tooLong) && place.classList.add(step));
}
