#!/usr/bin/env node
// Draws the pages of an EPUB as a reading device shows them, for people to look at.
//
//   look.mjs FOLDER A.epub
//
// Each file of the book is drawn as a telephone and a tablet show it by day and by night, in large type, and without its style
// sheets: FOLDER/phone-dark/05-section-3.png and so on, three screens of each. Needs unzip and chromium, and puppeteer where
// tests/conformance/install.sh has put it ($UNDERPIN_VALIDATORS).

import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const MODULES = join(process.env.UNDERPIN_VALIDATORS ?? join(HERE, '../.validators'), 'node/node_modules')
const SCREENS = 3

/** How the book is read. `type` is the size of type that the reader has chosen. */
const WAYS = {
    'phone-light': { width: 390, height: 844, scheme: 'light' },
    'phone-dark': { width: 390, height: 844, scheme: 'dark' },
    'tablet-light': { width: 820, height: 1180, scheme: 'light' },
    'tablet-dark': { width: 820, height: 1180, scheme: 'dark' },
    'phone-large-type': { width: 390, height: 844, scheme: 'light', type: '200%' },
    'phone-without-style': { width: 390, height: 844, scheme: 'light', plain: true },
}

/** The files of the book in reading order. */
function spine(folder) {
    const [, path] = readFileSync(join(folder, 'META-INF/container.xml'), 'utf8').match(/full-path="([^"]+)"/)
    const opf = readFileSync(join(folder, path), 'utf8')
    const hrefs = new Map([...opf.matchAll(/<item id="([^"]+)" href="([^"]+)"/g)].map(([, id, href]) => [id, href]))
    return [...opf.matchAll(/<itemref idref="([^"]+)"/g)].map(([, id]) => join(folder, dirname(path), hrefs.get(id)))
}

async function draw(browser, files, out, { width, height, scheme, type, plain }) {
    mkdirSync(out, { recursive: true })
    const page = await browser.newPage()
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.setViewport({ width, height })
    for (const [number, file] of files.entries()) {
        await page.goto(pathToFileURL(file).href)
        if (type) await page.addStyleTag({ content: `:root { font-size: ${type} }` })
        if (plain) await page.evaluate(() => document.querySelectorAll('link').forEach(link => link.remove()))
        const whole = await page.evaluate(() => document.documentElement.scrollHeight)
        const clip = { x: 0, y: 0, width, height: Math.min(whole, SCREENS * height) }
        const name = `${String(number + 1).padStart(2, '0')}-${file.split('/').pop().replace('.xhtml', '.png')}`
        await page.screenshot({ path: join(out, name), clip, captureBeyondViewport: true })
    }
    await page.close()
}

const [out, book] = process.argv.slice(2)
if (!book) {
    console.error('say where to draw, and which book')
    process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'underpin-look-'))
const puppeteer = createRequire(join(MODULES, 'x.js'))('puppeteer')
const executablePath = process.env.PUPPETEER_EXECUTABLE_PATH ?? execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome']).toString().trim()
const browser = await puppeteer.launch({ executablePath, args: ['--no-sandbox'] })
try {
    execFileSync('unzip', ['-q', book, '-d', folder])
    const files = spine(folder)
    for (const [name, way] of Object.entries(WAYS)) await draw(browser, files, join(out, name), way)
    console.log(`drew ${files.length} files in ${Object.keys(WAYS).length} ways into ${out}`)
} finally {
    await browser.close()
    rmSync(folder, { recursive: true })
}
