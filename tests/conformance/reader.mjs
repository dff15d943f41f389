#!/usr/bin/env node
// Opens EPUBs in a reading engine, follows every link, calls notes up and jumps to pages.
//
//   reader.mjs OUT A.epub B.epub ...      writes OUT/0.json, OUT/1.json, ... : {"findings": [...], "counts": {...}}
//
// The engine is foliate-js in headless chromium; what is asked of it stands in reader_page.mjs. A book without a report was
// not read, which the caller must count as "not run". $UNDERPIN_VALIDATORS names the folder of install.sh,
// $PUPPETEER_EXECUTABLE_PATH the browser.

import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const MODULES = join(process.env.UNDERPIN_VALIDATORS ?? join(HERE, '../../.validators'), 'node/node_modules')
const PATIENCE = 60_000 // milliseconds for one book
const TYPES = { js: 'text/javascript', mjs: 'text/javascript', epub: 'application/epub+zip' }

/** Serves the engine, our page and one book. A link that the engine lets escape becomes a request nobody answers. */
async function serve(books) {
    const file = path => {
        if (path === '/reader_page.mjs') return join(HERE, 'reader_page.mjs')
        const book = path.match(/^\/(\d+)\.epub$/)
        if (book) return books[Number(book[1])]
        if (path.startsWith('/foliate-js/')) return join(MODULES, normalize(path))
        return null
    }
    const server = createServer(async (request, response) => {
        const { pathname } = new URL(request.url, 'http://localhost')
        if (pathname === '/') {
            response.writeHead(200, { 'content-type': 'text/html' })
            return response.end('<!DOCTYPE html><html lang="en"><title>Reader</title><link rel="icon" href="data:,"><body style="margin:0">')
        }
        try {
            const bytes = await readFile(file(pathname))
            response.writeHead(200, { 'content-type': TYPES[pathname.split('.').pop()] ?? 'application/octet-stream' })
            response.end(bytes)
        } catch {
            response.writeHead(404)
            response.end()
        }
    })
    await new Promise(ready => server.listen(0, '127.0.0.1', ready))
    return server
}

/** What the engine and the checks have to say about one book, together with what the browser complained of. */
async function read(browser, origin, number) {
    const page = await browser.newPage()
    const complaints = []
    page.on('console', message => {
        // the engine warns of its own sandbox; only errors concern the book
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
    })
    page.on('pageerror', error => complaints.push(`console: ${error.message}`))
    page.on('request', request => {
        if (!/^(blob:)?http:\/\/127\.0\.0\.1|^(data|about):/.test(request.url())) complaints.push(`network: the book asks for ${request.url()}`)
    })
    try {
        await page.setViewport({ width: 600, height: 800 })
        await page.goto(origin)
        const report = page.evaluate(async book => (await import('/reader_page.mjs')).check(book), `/${number}.epub`)
        let timer
        const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('not finished in time')), PATIENCE) })
        const { findings, counts } = await Promise.race([report, late])
        clearTimeout(timer)
        return { findings: [...findings, ...complaints], counts }
    } finally {
        await page.close()
    }
}

async function main([out, ...books]) {
    if (!out || !books.length) throw new Error('say where to write, and which books')
    const puppeteer = createRequire(join(MODULES, 'x.js'))('puppeteer')
    const browser = await puppeteer.launch({ args: ['--no-sandbox'] })
    const server = await serve(books)
    try {
        const origin = `http://127.0.0.1:${server.address().port}/`
        for (const [number, book] of books.entries()) {
            try {
                await writeFile(join(out, `${number}.json`), JSON.stringify(await read(browser, origin, number)))
            } catch (error) {
                console.error(`${book}: ${error.message}`)
            }
        }
    } finally {
        server.close()
        await browser.close()
    }
}

await main(process.argv.slice(2)).catch(error => {
    console.error(error.message)
    process.exit(2)
})
