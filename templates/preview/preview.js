// The preview. What the server tells is put in as text and never as markup; what the author wrote
// stands in pictures and in a frame in which no script runs.

const at = (id) => document.getElementById(id);

/** The newest of everything. */
let overview = { version: 0, findings: [] };
let pages = { version: 0, pages: [] };
let book = { version: 0, chapters: [] };
/** What was chosen: `{ what: "finding" | "claim", number, key }`. */
let chosen = null;
/** Whether its place is still to be shown, when the pages of its check are there. */
let pending = false;
/** The claims of pages that were asked for, by page. */
let claims = new Map();
let current = 0;

const ask = async (address) => {
  const response = await fetch(address);
  return response.ok ? response : null;
};
const json = async (address) => (await ask(address))?.json();

/** An element with text in it. */
const make = (name, text = "", className = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
};

/** Words of a finding: what stands in backticks is the author's. */
const said = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", part) : part));

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// News ------------------------------------------------------------------------------------------

let refreshing = Promise.resolve();

const news = new EventSource("/news");
news.onmessage = (event) => {
  const told = JSON.parse(event.data);
  refreshing = refreshing.then(() => refresh(told)).catch(() => {});
};
news.onerror = () => say("The watch cannot be reached. What is shown may be old.");

const refresh = async (told) => {
  overview = (await json("/state.json")) ?? overview;
  showOverview();
  if (told.pages > 0 && told.pages !== pages.version) await refreshPages();
  if (pending) await showPlace();
  if (told.ended) {
    news.close();
    say("The watch has ended. What is shown stays as it is.");
  }
};

const refreshPages = async () => {
  pages = (await json("/pages.json")) ?? pages;
  book = (await json("/book.json")) ?? book;
  claims = new Map();
  showPages();
  showChapters();
  await showClaims();
};

const say = (text) => { at("status").textContent = text; };

// Findings --------------------------------------------------------------------------------------

/** So many findings are listed at a time; nobody reads thousands, and a browser takes long over them. */
const STEP = 200;
let most = STEP;

const keyOf = (finding) => `${finding.rule} ${finding.place} ${finding.message}`;

const showOverview = () => {
  if (overview.title) {
    at("title").textContent = overview.title;
    document.title = `${overview.title} – preview`;
  }
  const of = (level) => overview.findings.filter((finding) => finding.level === level).length;
  const tally = [
    count(of("error"), "error", "errors"),
    count(of("warning"), "warning", "warnings"),
    count(of("info"), "remark", "remarks"),
  ].join(", ");
  const isNew = overview.pages === overview.version;
  const isTried = overview.tried === overview.version;
  const state = isNew ? "pages up to date" : isTried ? "pages are older" : "laying out the pages …";
  say(overview.version ? `${tally} · ${state}` : "Waiting for the first check …");
  const failed = isTried && !isNew && overview.version > 0;
  at("pages-note").hidden = !failed;
  at("pages-note").textContent = overview.pages
    ? "This state of the report cannot be laid out; the pages show an earlier one."
    : "This state of the report cannot be laid out. The findings say why.";
  at("trouble").hidden = !overview.trouble;
  at("trouble").textContent = overview.trouble ?? "";
  showFindings();
};

const showFindings = () => {
  const wanted = new Set();
  for (const box of document.querySelectorAll(".levels input:checked")) wanted.add(box.value);
  const shown = overview.findings.filter((finding) => wanted.has(finding.level));
  const focused = document.activeElement?.dataset?.key;
  const items = shown.slice(0, most).map((finding) => {
    const button = make("button");
    button.type = "button";
    button.dataset.key = keyOf(finding);
    button.append(make("span", finding.level === "info" ? "remark" : finding.level, `level ${finding.level}`));
    button.append(" ", ...said(finding.message), make("small", `${finding.place} · ${finding.rule}`));
    button.onclick = () => choose("finding", finding.number, button.dataset.key);
    const item = make("li");
    item.append(button);
    return item;
  });
  at("findings").replaceChildren(...items);
  const left = shown.length - items.length;
  at("more").hidden = left <= 0;
  at("more").textContent = `Show ${Math.min(left, STEP)} more of ${left}`;
  at("findings").hidden = items.length === 0;
  at("no-findings").hidden = items.length > 0;
  // A finding that is still there has another number after a check.
  const same = chosen?.what === "finding" && overview.findings.find((one) => keyOf(one) === chosen.key);
  if (chosen?.what === "finding") {
    if (same) chosen.number = same.number;
    else forget();
  }
  markChosen();
  if (focused) buttonOf(focused)?.focus();
};

const buttonOf = (key) => {
  for (const button of document.querySelectorAll(".entries button")) {
    if (button.dataset.key === key) return button;
  }
  return null;
};

const forget = () => {
  chosen = null;
  pending = false;
  at("detail-section").hidden = true;
  at("claim-section").hidden = true;
  clearMarks();
};

const markChosen = () => {
  for (const button of document.querySelectorAll(".entries button")) {
    button.setAttribute("aria-current", String(button.dataset.key === chosen?.key));
  }
};

const choose = async (what, number, key) => {
  chosen = { what, number, key };
  markChosen();
  at("detail-section").hidden = what !== "finding";
  at("claim-section").hidden = what !== "claim";
  if (what === "finding") {
    const answer = await ask(`/findings/${overview.version}/${number}`);
    showDetail(answer ? await answer.text() : "");
  } else {
    await showClaim(number);
  }
  await showPlace();
};

/** The author's lines as the terminal shows them, and below them, in words that wrap, why and what to do. */
const showDetail = (text) => {
  const lines = text.split("\n").slice(1);
  const isWords = (line) => /^\s*= (note|help): /.test(line);
  const excerpt = lines.filter((line) => !isWords(line)).join("\n").trimEnd();
  const words = lines.filter(isWords).map((line) => {
    const [, kind, text] = line.match(/= (note|help): (.*)/);
    const paragraph = make("p");
    paragraph.append(make("strong", kind === "help" ? "What to do: " : "Why: "), ...said(text));
    return paragraph;
  });
  at("detail").replaceChildren(make("pre", excerpt), ...words);
};

for (const box of document.querySelectorAll(".levels input")) box.onchange = showFindings;

at("more").onclick = () => {
  const first = most;
  most += STEP;
  showFindings();
  at("findings").children[first]?.querySelector("button").focus();
};

// Places ----------------------------------------------------------------------------------------

/** Shows where the chosen finding or claim is printed. */
const showPlace = async () => {
  clearMarks();
  if (!chosen) return;
  pending = chosen.what === "finding" && pages.version !== overview.version && overview.tried !== overview.version;
  if (pending) return;
  const { what, number } = chosen;
  const place = await json(`/places/${pages.version}/${what}/${number}`);
  at("where").textContent = place ? "" : "It is printed nowhere.";
  if (!place) return;
  drawMarks(place.areas);
  if (place.book) await openBook(place.book);
};

const clearMarks = () => {
  for (const mark of document.querySelectorAll(".page i")) mark.remove();
  at("where").textContent = "";
  unmarkBook();
};

const drawMarks = (areas) => {
  for (const area of areas) {
    const { width, height } = pages.pages[area.page];
    const mark = make("i");
    mark.style.left = `${(100 * area.left) / width}%`;
    mark.style.top = `${(100 * area.top) / height}%`;
    mark.style.width = `${(100 * area.width) / width}%`;
    mark.style.height = `${(100 * area.height) / height}%`;
    at("pages").children[area.page]?.append(mark);
  }
  const first = document.querySelector(".page i");
  first?.scrollIntoView({ block: "center" });
};

// Pages -----------------------------------------------------------------------------------------

/** Draws the pages that can be seen, and those around them. */
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    entry.target.dataset.near = String(entry.isIntersecting);
    draw(entry.target);
  }
}, { root: at("pages"), rootMargin: "100% 0px" });

const draw = (figure) => {
  const image = figure.firstChild;
  const page = pages.pages[figure.dataset.page];
  if (!page) return;
  if (figure.dataset.near === "true") {
    const address = `/pages/${figure.dataset.page}.svg?${page.look}`;
    if (image.getAttribute("src") !== address) image.src = address;
  } else {
    image.removeAttribute("src");
  }
};

const showPages = () => {
  const list = at("pages");
  while (list.children.length > pages.pages.length) {
    seen.unobserve(list.lastChild);
    list.lastChild.remove();
  }
  pages.pages.forEach((page, index) => {
    let figure = list.children[index];
    if (!figure) {
      figure = make("div", "", "page");
      figure.dataset.page = index;
      figure.append(make("img"));
      list.append(figure);
      seen.observe(figure);
    }
    figure.firstChild.alt = `Page ${page.label}`;
    figure.style.aspectRatio = `${page.width} / ${page.height}`;
    draw(figure);
  });
};

at("go").onchange = () => {
  const wanted = at("go").value.trim();
  const index = pages.pages.findIndex((page) => page.label === wanted);
  at("pages").children[index]?.scrollIntoView({ block: "start" });
};

/** The page in the middle of the panel. */
const findCurrent = () => {
  const list = at("pages");
  const middle = list.getBoundingClientRect().top + list.clientHeight / 2;
  const index = [...list.children].findIndex((page) => page.getBoundingClientRect().bottom > middle);
  return Math.max(index, 0);
};

let scrolled = 0;
at("pages").onscroll = () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(() => {
    const now = findCurrent();
    if (now === current) return;
    current = now;
    showClaims();
  }, 150);
};

// Claims ----------------------------------------------------------------------------------------

const claimsOf = async (page) => {
  if (!claims.has(page)) claims.set(page, (await json(`/pages/${page}.json`))?.claims ?? []);
  return claims.get(page);
};

const showClaims = async () => {
  const page = current;
  const found = await claimsOf(page);
  if (page !== current) return;
  const focused = document.activeElement?.dataset?.key;
  const label = pages.pages[page]?.label;
  at("claims-heading").textContent = label ? `Claims on page ${label}` : "Claims on this page";
  const items = found.map((claim) => {
    const button = make("button");
    button.type = "button";
    button.dataset.key = `claim ${claim.number}`;
    button.append(`${claim.number}. ${claim.text}`, make("small", claim.state, claim.state));
    button.onclick = () => choose("claim", claim.number, button.dataset.key);
    const item = make("li");
    item.append(button);
    return item;
  });
  at("claims").replaceChildren(...items);
  at("claims").hidden = items.length === 0;
  at("no-claims").hidden = items.length > 0;
  markChosen();
  if (focused?.startsWith("claim ")) buttonOf(focused)?.focus();
};

/** The claim under the pointer. */
at("pages").onclick = async (event) => {
  const figure = event.target.closest(".page");
  const page = Number(figure?.dataset.page);
  if (!figure || !pages.pages[page]) return;
  const box = figure.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * pages.pages[page].width;
  const y = ((event.clientY - box.top) / box.height) * pages.pages[page].height;
  const isUnder = (area) =>
    x >= area.left && x <= area.left + area.width && y >= area.top && y <= area.top + area.height;
  const hit = (await claimsOf(page)).find((claim) => claim.areas.some(isUnder));
  if (hit) await choose("claim", hit.number, `claim ${hit.number}`);
};

const showClaim = async (number) => {
  const claim = await json(`/claims/${number}`);
  if (!claim) return;
  at("claim-heading").textContent = `Sources of claim ${claim.number}`;
  const list = make("ul");
  for (const support of claim.supports) {
    const item = make("li", support.reference ?? `@${support.key}`);
    const more = [support.locator, support.note].filter(Boolean).join(", ");
    if (more) item.append(" ", make("strong", more));
    if (support.relation !== "supports") item.append(` (${support.relation})`);
    list.append(item);
  }
  for (const other of claim.rests_on) list.append(make("li", `Rests on the claim ${other}.`));
  const parts = [make("p", claim.text), make("p", `${claim.kind}, ${claim.state} · ${claim.place}`, "quiet")];
  parts.push(list.children.length ? list : make("p", "Nothing carries it."));
  at("claim").replaceChildren(...parts);
};

// EPUB ------------------------------------------------------------------------------------------

const frame = at("book");
const chapterOf = (href) => book.chapters.find((chapter) => chapter.href === href);
/** The chapter that the frame shows. */
let open = { href: "", look: "" };
/** What is to be shown once the chapter is there. */
let afterLoad = null;

const showChapters = () => {
  const select = at("chapter");
  const wanted = select.value;
  select.replaceChildren(...book.chapters.map((chapter) => {
    const option = make("option", chapter.title || chapter.href);
    option.value = chapter.href;
    return option;
  }));
  const href = chapterOf(wanted) ? wanted : book.chapters[0]?.href;
  if (!href) return;
  select.value = href;
  const scroll = frame.contentWindow?.scrollY ?? 0;
  if (open.href === href && open.look === chapterOf(href).look) return;
  const stays = open.href === href;
  load(href, () => { if (stays) frame.contentWindow.scrollTo(0, scroll); });
};

const load = (href, then) => {
  const { look } = chapterOf(href);
  open = { href, look };
  afterLoad = then;
  at("chapter").value = href;
  frame.contentWindow.location.replace(`/book/${href}?${look}`);
};

frame.onload = () => {
  const page = frame.contentDocument;
  if (!page) return;
  // A link of the frame leads to another chapter or nowhere: the preview reaches no network.
  page.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    const address = new URL(link.href, page.baseURI);
    const href = address.pathname.replace(/^\/book\//, "");
    const isOurs = address.origin === location.origin && chapterOf(href);
    at("book-note").hidden = Boolean(isOurs);
    at("book-note").textContent = isOurs ? "" : `The link leads to ${link.href}`;
    if (isOurs && href === open.href) return;
    event.preventDefault();
    if (isOurs) load(href, () => page.defaultView && jump(address.hash.slice(1)));
  });
  afterLoad?.();
  afterLoad = null;
};

const jump = (id) => frame.contentDocument.getElementById(id)?.scrollIntoView({ block: "start" });

at("chapter").onchange = () => load(at("chapter").value, null);

/** Shows a place of the book: from an id to another, or an element as a whole. */
const openBook = (place) => new Promise((done) => {
  const show = () => { markBook(place); done(); };
  const chapter = chapterOf(place.href);
  if (!chapter) return done();
  if (open.href === place.href && open.look === chapter.look && !afterLoad) show();
  else load(place.href, show);
});

const markBook = ({ start, end }) => {
  const page = frame.contentDocument;
  const from = page?.getElementById(start);
  if (!from) return;
  const range = page.createRange();
  if (end) {
    range.setStartAfter(from);
    const block = from.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, caption, dt, dd, tr") ?? from.parentNode;
    const to = page.getElementById(end);
    // What goes on in another block ends with this one.
    if (to && block.contains(to)) range.setEndBefore(to);
    else range.setEndAfter(block.lastChild ?? from);
  } else {
    range.selectNodeContents(from);
  }
  const view = page.defaultView;
  if (view.CSS?.highlights) {
    view.CSS.highlights.set("place", new view.Highlight(range));
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync("::highlight(place) { background-color: #ffd23c; color: #1e1e1c; }");
    page.adoptedStyleSheets = [sheet];
  }
  const box = range.getBoundingClientRect();
  view.scrollTo(0, view.scrollY + box.top - view.innerHeight / 3);
};

const unmarkBook = () => frame.contentWindow?.CSS?.highlights?.delete("place");

// Panels ----------------------------------------------------------------------------------------

for (const button of document.querySelectorAll(".toggles button")) {
  button.onclick = () => {
    const shown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(shown));
    at(button.getAttribute("aria-controls")).hidden = !shown;
  };
}

/** Arrow keys go from entry to entry. */
for (const list of document.querySelectorAll(".entries")) {
  list.onkeydown = (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && event.target.closest("li")?.[step];
    if (!next) return;
    event.preventDefault();
    next.querySelector("button").focus();
  };
}
