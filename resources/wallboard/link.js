// The socket to the hub: says hello with the link's secret, takes figures, asks whether they are still true, comes back.

const PROTOCOL = 1;
const PAGE = "@page@";
const ASK_MS = 4000;
const LOST_MS = 10000; // without an answer for so long nothing is said to be true
const SLOWEST_MS = 30000;
const LATER_MS = 60000;

let secret = location.hash.slice(1);
let socket = null;
let tries = 0;
let heard = 0;
let again = 0;

function lose() {
  board.lost = true;
  show();
}

function take(frame) {
  heard = performance.now();
  if (frame.type === "welcome") {
    tries = 0;
    board.hub = frame.hub;
    board.ahead = frame.at - Date.now();
    renew(frame.page);
  } else if (frame.type === "figures" || frame.type === "current") {
    if (frame.type === "figures") board.figures = frame;
    board.at = frame.at;
    board.ahead = frame.at - Date.now();
    board.lost = false;
    show();
  } else if (frame.type === "goodbye") {
    part(frame.problem.code);
  }
}

// The hub serves another page since this one was loaded: take it, once.
function renew(page) {
  if (page === PAGE) return;
  try {
    if (sessionStorage.getItem("wallboard") === page) return;
    sessionStorage.setItem("wallboard", page);
  } catch (blocked) {
    return; // nothing is remembered here, so it might be loaded for ever
  }
  location.reload();
}

function part(code) {
  const name = { needs_sign_in: "ended", forbidden: "not_shown", wrong_version: "refused", too_many: "refused", malformed: "refused" }[code];
  if (!name) return; // it stops or was too slow: the close follows, and another try
  board.figures = null;
  board.lost = false;
  document.body.classList.remove("lost");
  $("#name").textContent = $("#hub").textContent = "";
  showMessage(name);
  leave();
  if (name === "refused" || name === "not_shown") plan(LATER_MS);
}

function leave() {
  const old = socket;
  socket = null;
  if (old) old.close();
}

function plan(delay) {
  clearTimeout(again);
  again = setTimeout(open, delay);
}

function retry() {
  lose();
  const most = Math.min(SLOWEST_MS, 500 * 2 ** Math.min(tries, 8));
  tries += 1;
  plan(most * (0.5 + Math.random() / 2)); // not all screens at the same moment
}

function open() {
  leave();
  const mine = (socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/wallboard/live`));
  heard = performance.now();
  mine.onopen = () => mine.send(JSON.stringify({ type: "hello", protocol: PROTOCOL, token: secret }));
  mine.onmessage = (event) => mine === socket && take(JSON.parse(event.data));
  mine.onclose = () => {
    if (mine !== socket) return;
    socket = null;
    retry();
  };
}

function ask() {
  if (!socket) return;
  if (performance.now() - heard > LOST_MS) {
    leave(); // a line that says nothing: begin anew
    retry();
  } else if (socket.readyState === WebSocket.OPEN && board.figures) {
    socket.send('{"type":"ask"}');
  }
}

function begin() {
  secret = location.hash.slice(1);
  board.figures = null;
  tries = 0;
  clearTimeout(again);
  leave();
  if (!secret) {
    showMessage("no_link");
    return;
  }
  showMessage("waiting_first");
  open();
}

window.addEventListener("hashchange", begin);
window.addEventListener("online", () => secret && !socket && plan(0));
window.addEventListener("resize", show);
document.addEventListener("visibilitychange", () => document.hidden || ask());
setInterval(ask, ASK_MS);
setInterval(show, 1000);
board.turned = Date.now();
show();
begin();
