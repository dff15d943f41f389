// Shows the sources of a claim when a pointer rests on its words or the keyboard reaches its button.
// Without this script the button shows them when it is pressed. The browser closes them with Escape.

const opens = 350, closes = 300; // milliseconds; long enough to cross the gap to the sources
let timer = 0;

function after(wait, act) {
  clearTimeout(timer);
  timer = setTimeout(act, wait);
}

/** Puts the sources below the words, or above them where there is no room below. */
function place(card, claim) {
  if (innerWidth < 640) return; // the style sheet has them at the foot of the screen
  const lines = claim.getClientRects(), last = lines[lines.length - 1], first = lines[0];
  const start = document.dir === "rtl" ? last.right - card.offsetWidth : last.left;
  const below = last.bottom + card.offsetHeight < innerHeight;
  const top = below ? last.bottom + 6 : first.top - card.offsetHeight - 6;
  card.style.left = `${Math.max(16, Math.min(start, innerWidth - card.offsetWidth - 32)) + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
  card.classList.add("placed");
}

for (const button of document.querySelectorAll("button[popovertarget]")) {
  const card = button.popoverTargetElement, claim = button.parentElement;
  if (!card) continue;
  let stays = false; // they were asked for by hand, and only go when they are sent away
  const show = () => card.matches(":popover-open") || card.showPopover();
  const hide = () => stays || card.hidePopover();

  card.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") place(card, claim);
    else stays = false;
  });
  card.addEventListener("click", ({ target }) => target.closest("a") && card.hidePopover());
  button.addEventListener("click", () => (stays = true));

  claim.addEventListener("pointerenter", ({ pointerType }) => {
    if (pointerType !== "mouse") return;
    button.popoverTargetAction = "show"; // a click keeps what the pointer has opened
    after(opens, show);
  });
  claim.addEventListener("pointerleave", () => {
    button.popoverTargetAction = "toggle";
    after(closes, hide);
  });

  button.addEventListener("focus", () => button.matches(":focus-visible") && after(0, show));
  claim.addEventListener("focusout", ({ relatedTarget }) => claim.contains(relatedTarget) || hide());
}
