import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'

/**
 * The worker that opens a front end without a network: its page and scripts, by build. Answers of the API are never kept:
 * it looks at files of its own front end only. A page asks the network first, so a new build is there at once; the files
 * of the build before stay for tabs still open on it.
 */
export function offlineWorker(name: string, root: string, html: string): string {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => file.split('\\').join('/')).filter((file) => /\.(js|css)$/.test(file) && file !== 'sw.js').sort()
  const build = createHash('sha256').update(html).update(files.join('\n')).digest('base64url').slice(0, 12)
  const shell = `/${name}/`
  return `'use strict'
const BUILD = ${JSON.stringify(`${name}-${build}`)}
const SHELL = ${JSON.stringify(shell)}
const FILES = ${JSON.stringify(files.map((file) => shell + file))}
const WAIT = 3000

addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(BUILD)
    await cache.add(new Request(SHELL, { cache: 'reload' }))
    await cache.addAll(FILES)
    await skipWaiting()
  })())
})

addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const mine = (await caches.keys()).filter((key) => key.startsWith(${JSON.stringify(`${name}-`)}) && key !== BUILD)
    for (const key of mine.slice(0, -1)) await caches.delete(key)
    await clients.claim()
  })())
})

addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith(SHELL)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname !== SHELL + 'sw.js') event.respondWith(file(request))
})

async function page(request) {
  const kept = async () => (await (await caches.open(BUILD)).match(SHELL)) || Response.error()
  const late = new Promise((give) => setTimeout(give, WAIT, null))
  try {
    const reply = await Promise.race([fetch(request), late])
    return reply && (reply.ok || reply.redirected) ? reply : await kept()
  } catch {
    return kept()
  }
}

async function file(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const reply = await fetch(request)
  // Pictures and lazy parts have their content in their name: once seen they stay with this build.
  if (reply.ok && reply.type === 'basic' && /immutable/.test(reply.headers.get('cache-control') || '')) await (await caches.open(BUILD)).put(request, reply.clone())
  return reply
}
`
}
