// Runs inside the browser: reads a book as somebody with a reading system does, and says where that fails.

import '/foliate-js/view.js'
import { FootnoteHandler } from '/foliate-js/footnotes.js'

const OPS = 'http://www.idpf.org/2007/ops'
/** So many letters after a mark or a link are compared. */
const COMPARED = 24

const kinds = element => new Set([
    ...(element.getAttributeNS(OPS, 'type') ?? '').split(' '),
    ...(element.getAttribute('role') ?? '').split(' ').map(role => role.replace(/^doc-/, '')),
])
const is = (element, kind) => kinds(element).has(kind)
const squeeze = text => (text ?? '').normalize('NFKC').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()
/** Letters and digits: what hyphens, spaces and quotation marks do not change. */
const letters = text => (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
/** Whether the words of an entry stand in those of a heading in their order; there, citations may stand between them. */
const isAmong = (entry, heading) => {
    const all = letters(heading)
    let from = 0
    return squeeze(entry).split(' ').map(letters).every(word => {
        const at = all.indexOf(word, from)
        from = at + word.length
        return at >= 0
    })
}
/** When all that waits for the next frame is done: the engine measures a view that is new in the first, and we go on in the second. */
const nextFrame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
const flat = items => (items ?? []).flatMap(item => [item, ...flat(item.subitems)])

/** The text nodes of the running text, without the calls of notes and what is not shown. */
function* running(doc) {
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node =>
        node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
            : is(node, 'noteref') || node.matches('style, script, details:not([open]) > :not(summary)') ? NodeFilter.FILTER_REJECT
            : NodeFilter.FILTER_SKIP)
    while (walker.nextNode()) yield walker.currentNode
}

/** The first text that follows the beginning of an element: the node, and its letters with those of the nodes after it. */
function textFrom(element) {
    let first = null
    let text = ''
    for (const node of running(element.ownerDocument)) {
        const after = element.compareDocumentPosition(node) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)
        if (!after || (!first && !node.data.trim())) continue
        first ??= node
        text += node.data
        if (letters(text).length > 200) break
    }
    return { first, text }
}

/** The running text inside an element. */
const wordsIn = element => [...running(element.ownerDocument)].filter(node => element.contains(node)).map(node => node.data).join('')

class Check {
    findings = []
    counts = { contents: 0, links: 0, notes: 0, citations: 0, 'pop-ups': 0, pages: 0, claims: 0, pictures: 0, reflowed: 0 }
    #documents = new Map()

    constructor(view) {
        this.view = view
        this.book = view.book
        this.sections = view.book.sections
    }

    say(name, place, message) {
        this.findings.push(`${name}: ${place}: ${message}`)
    }

    /** The document of a section as the engine reads it, not yet shown. */
    async document(index) {
        if (!this.#documents.has(index)) this.#documents.set(index, await this.sections[index].createDocument())
        return this.#documents.get(index)
    }

    /** Where the engine says that a link leads: {index, element}, or null. */
    async target(href) {
        const resolved = this.book.resolveHref(href)
        if (!resolved || resolved.index < 0) return null
        const doc = await this.document(resolved.index)
        const element = resolved.anchor(doc)
        // a link without a fragment leads to the beginning, for which the engine says 0
        if (!href.includes('#')) return { index: resolved.index, element: doc.body }
        return element ? { index: resolved.index, element } : null
    }

    /** What is on the screen: the document and the visible range of it. */
    shown() {
        const [{ doc, index }] = this.view.renderer.getContents()
        return { doc, index, range: this.view.lastLocation.range }
    }

    isVisible(node) {
        const { range } = this.shown()
        return range.intersectsNode(node)
    }

    async contents() {
        const nav = this.sections.findIndex(section => section.id.endsWith('nav.xhtml'))
        const written = nav < 0 ? [] : [...(await this.document(nav)).querySelectorAll('nav')].filter(one => is(one, 'toc')).flatMap(one => [...one.querySelectorAll('a')])
        const entries = flat(this.book.toc)
        if (!entries.length) this.say('contents', 'toc', 'the engine shows no table of contents')
        if (written.length && entries.length !== written.length) this.say('contents', 'toc', `the engine shows ${entries.length} entries, the navigation document has ${written.length}`)
        for (const { label, href } of entries) {
            this.counts.contents += 1
            const target = href && await this.target(href)
            if (!target) {
                this.say('contents', href, `the entry ${JSON.stringify(label)} leads nowhere`)
                continue
            }
            await this.view.goTo(href)
            const { doc, index } = this.shown()
            const heading = href.includes('#') ? doc.getElementById(target.element.id) : doc.querySelector('h1')
            if (index !== target.index || !heading || !this.isVisible(heading)) this.say('contents', href, `the entry ${JSON.stringify(label)} does not show its heading`)
            else if (!letters(textFrom(heading).text).startsWith(letters(label).slice(0, COMPARED)) && !isAmong(label, wordsIn(heading))) this.say('contents', href, `the entry ${JSON.stringify(label)} leads to ${JSON.stringify(squeeze(heading.textContent).slice(0, 60))}`)
        }
        for (const { label, href } of this.book.landmarks ?? []) {
            if (!await this.target(href)) this.say('landmarks', href, `the landmark ${JSON.stringify(label)} leads nowhere`)
        }
    }

    /** Every link of a section; calls of notes and citations have to lead there and back. */
    async links(index) {
        const doc = await this.document(index)
        const section = this.sections[index]
        for (const a of doc.querySelectorAll('a[href]')) {
            const href = section.resolveHref(a.getAttribute('href'))
            if (this.book.isExternal(href)) continue
            this.counts.links += 1
            const target = await this.target(href)
            const place = `${section.id}#${a.id}`
            if (!target) this.say('link', place, `leads nowhere: ${href}`)
            else if (is(a, 'noteref')) await this.thereAndBack('note', index, a, target)
            else if (is(a, 'biblioref')) await this.thereAndBack('citation', index, a, target)
        }
    }

    async thereAndBack(name, index, link, { index: where, element }) {
        this.counts[`${name}s`] += 1
        const section = this.sections[where]
        for (const a of element.querySelectorAll('a[href]')) {
            if (!is(a, 'backlink')) continue
            const back = await this.target(section.resolveHref(a.getAttribute('href')))
            if (back?.index === index && back.element.id === link.id && link.id) return
        }
        this.say(name, `${this.sections[index].id}#${link.id}`, 'there is no way back to it')
    }

    /** Presses the first and the last of the links of a kind in a section: what they show is what they lead to, and the way back returns. */
    async press(index, kind) {
        const all = [...(await this.document(index)).querySelectorAll('a[href]')].filter(a => is(a, kind))
        for (const { id } of new Set([all[0], all.at(-1)].filter(Boolean))) {
            const place = `${this.sections[index].id}#${id}`
            await this.view.goTo(place)
            const link = this.shown().doc.getElementById(id)
            const target = await this.target(this.sections[index].resolveHref(link?.getAttribute('href')))
            if (!link || !target) continue // said above
            await this.popUp(link, target, place)
            await this.follow(link)
            const there = this.shown().doc.getElementById(target.element.id)
            if (!there || !this.isVisible(there)) {
                this.say(kind, place, 'pressed, it does not show what it leads to')
                continue
            }
            const back = [...there.querySelectorAll('a[href]')].filter(a => is(a, 'backlink')).find(a => a.getAttribute('href').endsWith(`#${id}`))
            if (!back) continue // said above
            await this.follow(back)
            const again = this.shown().doc.getElementById(id)
            if (!again || !this.isVisible(again)) this.say(kind, place, 'the way back does not show it again')
        }
    }

    /** Presses a link; the engine goes where it leads, and we wait until it is there. */
    async follow(a) {
        let gone = null
        this.view.addEventListener('link', event => {
            event.preventDefault() // else the engine goes there and tells nobody when it has arrived
            gone = this.view.goTo(event.detail.href)
        }, { once: true })
        a.click()
        await gone
    }

    /** The words that the engine shows over the page when a call or a citation is pressed. */
    async popUp(link, target, place) {
        this.counts['pop-ups'] += 1
        const handler = new FootnoteHandler()
        let small = null
        const drawn = new Promise(done => handler.addEventListener('before-render', event => {
            small = event.detail.view
            small.addEventListener('create-overlay', done, { once: true })
            document.body.append(small)
            const goTo = small.goTo.bind(small)
            // measured while its first page is being read, a view would lay out a page that has no body yet
            small.goTo = async target => {
                await nextFrame()
                return goTo(target)
            }
        }))
        let answer = null
        this.view.addEventListener('link', event => { answer = handler.handle(this.book, event) }, { once: true })
        link.click()
        if (!answer) return this.say('pop-up', place, 'the engine takes it for an ordinary link')
        await answer.then(() => drawn).catch(error => this.say('pop-up', place, error.message))
        const words = letters(small?.renderer.getContents()[0]?.doc.body.textContent)
        if (words !== letters(target.element.textContent)) this.say('pop-up', place, `shows ${JSON.stringify(words.slice(0, 60))}`)
        await nextFrame() // it is still drawing, and an engine that draws a closed view complains
        small?.close()
        small?.remove()
    }

    async pages() {
        const nav = this.sections.findIndex(section => section.id.endsWith('nav.xhtml'))
        const written = nav < 0 ? [] : [...(await this.document(nav)).querySelectorAll('nav')].filter(one => is(one, 'page-list')).flatMap(one => [...one.querySelectorAll('a')])
        const list = this.book.pageList ?? []
        if (list.length !== written.length) this.say('pages', 'page-list', `the engine knows ${list.length} pages, the navigation document has ${written.length}`)
        for (const { label, href } of list) {
            this.counts.pages += 1
            const target = await this.target(href)
            if (!target) {
                this.say('pages', href, `page ${label} leads nowhere`)
                continue
            }
            await this.view.goTo(href)
            const mark = this.shown().doc.getElementById(target.element.id)
            const { first } = mark ? textFrom(mark) : {}
            if (!mark || !is(mark, 'pagebreak')) this.say('pages', href, `page ${label} does not begin there`)
            else if (first && !this.isVisible(first)) this.say('pages', href, `the jump to page ${label} does not show its words: ${JSON.stringify(squeeze(first.data).slice(0, 40))}`)
        }
    }

    /** The rows of the register: their number leads to the words of the claim. */
    async register() {
        for (const [index, section] of this.sections.entries()) {
            const doc = await this.document(index)
            for (const row of doc.querySelectorAll('table.register > tbody > tr')) {
                this.counts.claims += 1
                const a = row.querySelector('th > a[href]')
                const target = a && await this.target(section.resolveHref(a.getAttribute('href')))
                const statement = letters(row.querySelector('td:nth-last-of-type(2)')?.textContent)
                const place = `${section.id}#${row.id}`
                if (!target) this.say('register', place, 'the row does not lead to its claim')
                else if (!this.#texts(target).some(text => text.includes(statement.slice(0, COMPARED)))) this.say('register', place, `the claim is not where the row leads: ${JSON.stringify(squeeze(textFrom(target.element).text).slice(0, 60))}`)
            }
        }
    }

    /** The letters that stand where a claim is: those of the text, and of each note that is called there. */
    #texts({ element }) {
        const around = element.closest('p, li, dd, td, th, caption, figcaption, tr') ?? element
        const calls = [...(around.closest('table, figure') ?? around).querySelectorAll('a[href^="#"]')].filter(a => is(a, 'noteref'))
        const notes = calls.map(a => element.ownerDocument.getElementById(a.getAttribute('href').slice(1)))
        return [textFrom(element).text, ...notes.map(note => note?.textContent)].map(letters)
    }

    /** On a narrow screen, and in type of twice the size, nothing sticks out at the side: what is wider scrolls by itself. */
    async reflow(index) {
        const frame = document.createElement('iframe')
        frame.style.cssText = 'position: fixed; inset: 0 auto auto 0; border: 0; width: 320px; height: 480px'
        frame.src = await this.sections[index].load()
        const loaded = new Promise(done => frame.addEventListener('load', done, { once: true }))
        document.body.append(frame)
        await loaded
        const root = frame.contentDocument.documentElement
        for (const size of ['100%', '200%']) {
            root.style.fontSize = size
            this.counts.reflowed += 1
            const over = [...root.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 321 && !one.closest('.table, .equation, pre'))
            if (root.scrollWidth > 321) this.say('reflow', this.sections[index].id, `in type of ${size}, ${root.scrollWidth} pixels are wider than the screen of 320: ${over.slice(0, 3).map(one => `${one.localName}.${one.className}`)}`)
        }
        frame.remove()
    }

    async pictures(index) {
        await this.view.goTo(index)
        for (const image of this.shown().doc.images) {
            this.counts.pictures += 1
            await image.decode().catch(() => this.say('picture', this.sections[index].id, `cannot be shown: ${image.alt}`))
        }
    }
}

/** All findings of one book, and how many things were looked at. */
export async function check(address) {
    const view = document.createElement('foliate-view')
    view.style.cssText = 'display: block; width: 100vw; height: 100vh'
    document.body.append(view)
    await view.open(address)
    await nextFrame() // it measures itself, as each pop-up does
    const check = new Check(view)
    await check.contents()
    for (const index of check.sections.keys()) {
        await check.links(index)
        await check.pictures(index)
        await check.reflow(index)
        await check.press(index, 'noteref')
        await check.press(index, 'biblioref')
    }
    await check.pages()
    await check.register()
    if (await view.book.getCover?.() === null) check.say('cover', 'package', 'the engine finds no cover')
    return { findings: check.findings, counts: check.counts }
}
