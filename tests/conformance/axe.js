#!/usr/bin/env node
// Opens pages in chromium and says what is wrong with them, one line of JSON a page: {file, messages}.
//
//   axe.js MODULES BROWSER PAGE.html...
//
// MODULES is the folder node_modules with axe-core and puppeteer-core, as install.sh makes it.
// A page is judged by axe, wide by day and narrow by night; it may load nothing; it must not be wider than
// 320 pixels (WCAG 2.2, 1.4.10); the sources of its claims must come and go as 1.4.13 asks, also without a script.

const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const [, , modules, browser, ...pages] = process.argv;
const puppeteer = require(path.join(modules, "puppeteer-core"));
const axe = fs.readFileSync(path.join(modules, "@daisy/axe-core-for-ace/axe.min.js"), "utf8");

const LOOKS = [
  { width: 1280, height: 900, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
];
const PATIENCE = 3000; // milliseconds; longer than any delay of the page

async function main() {
  const chromium = await puppeteer.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    for (const file of pages) {
      const messages = await judge(chromium, file);
      console.log(JSON.stringify({ file, messages }));
    }
  } finally {
    await chromium.close();
  }
}

async function judge(chromium, file) {
  const messages = [];
  const page = await chromium.newPage();
  const address = pathToFileURL(path.resolve(file)).href;
  page.on("console", (message) => messages.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => messages.push(`script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url().split("#")[0];
    if (url !== address && !url.startsWith("data:")) messages.push(`loads ${url.slice(0, 100)}`);
  });
  try {
    await page.setBypassCSP(true); // axe comes in by a script of its own
    for (const { width, height, scheme } of LOOKS) {
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(address);
      messages.push(...(await violations(page)).map((text) => `${width} ${scheme}: ${text}`));
    }
    await page.setBypassCSP(false);
    await page.setViewport({ width: 320, height: 640 });
    await page.goto(address);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) messages.push(`reflow: ${width} pixels wide in a window of 320`);
    messages.push(...(await page.evaluate(brokenLinks)));
    await page.setViewport({ width: 1280, height: 900 });
    messages.push(...(await sources(page, address)));
  } finally {
    await page.close();
  }
  return messages;
}

/** What axe finds, also what it calls a best practice. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (!found.passes.length) return ["axe looked at nothing"];
  return found.violations.map(({ id, impact, help, nodes }) => `${impact} ${id} x${nodes.length} ${help} ${nodes[0].target}`);
}

/** Links to nothing, and ids that stand twice. */
function brokenLinks() {
  const messages = [];
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const known = new Set(ids);
  if (known.size !== ids.length) messages.push(`ids: ${ids.length - known.size} stand twice`);
  for (const link of document.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    if (href.startsWith("#") ? !known.has(href.slice(1)) : !/^(https?|mailto):/.test(href)) messages.push(`link to nothing: ${href}`);
  }
  return messages;
}

/** Whether the sources of a claim come and go as they should. */
async function sources(page, address) {
  if (!(await page.$("button[popovertarget]"))) return [];
  const messages = [];
  const check = async (what, wanted) => {
    const reached = await page
      .waitForFunction((open) => Boolean(document.querySelector(".sources:popover-open")) === open, { timeout: PATIENCE }, wanted)
      .then(() => true, () => false);
    if (!reached) messages.push(`sources ${wanted ? "do not open" : "stay open"} ${what}`);
  };
  const middle = (selector) => page.$eval(selector, (element) => {
    element.scrollIntoView({ block: "center" });
    const box = element.getClientRects()[0];
    return [box.left + box.width / 2, box.top + box.height / 2];
  });
  await page.goto(address);
  await page.mouse.move(1, 1);
  await page.mouse.move(...(await middle(".sourced")));
  await check("under the pointer", true);
  if (messages.length) return messages;
  await page.mouse.move(...(await page.$eval(".sources:popover-open", (element) => {
    const box = element.getBoundingClientRect();
    return [box.left + 20, box.top + 20];
  })));
  await new Promise((done) => setTimeout(done, 800));
  await check("when the pointer moves to them", true);
  await page.keyboard.press("Escape");
  await check("after Escape", false);
  await page.mouse.move(1, 1);
  await page.keyboard.press("Tab"); // what is focused by a key is focused visibly
  await page.focus("button[popovertarget]");
  await check("for the keyboard", true);
  await page.keyboard.press("Escape");
  await check("after Escape", false);
  await page.setJavaScriptEnabled(false);
  await page.goto(address);
  await page.focus("button[popovertarget]");
  await page.keyboard.press("Enter");
  await check("without a script", true);
  await page.setJavaScriptEnabled(true);
  return messages;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 2;
});
