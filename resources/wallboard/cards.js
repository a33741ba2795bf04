// Two or three queues: each a card with large figures. One alone has the whole screen, and needs no line of its own.

const CARD_HIGH = 18; // rem: a name and two rows of figures
const TALL = 32; // rem: with its figures in three rows, which are narrower
const LARGEST_CARD = 1.8;

const alone = (told) => ((told.queues || []).length === 1 ? told.queues[0] : null);

// The kind of cards that use this room better than rows of a table do; nothing where none does.
function cards(count, room) {
  if (count > 3 || matchMedia("(max-aspect-ratio: 1/1)").matches) return "";
  const high = room / parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (high >= TALL) return "cards tall";
  return count === 2 && high >= CARD_HIGH ? "cards" : "";
}

function showCards(queues, kind) {
  $("table").className = kind;
  const body = $("tbody");
  fill(body, sorted(queues, false).map(row));
  shrink(LARGEST_CARD, () => $$("tbody td").some(tooLong) || body.scrollHeight > body.clientHeight + 1);
}
