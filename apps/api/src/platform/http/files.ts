import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.json': 'application/json', '.map': 'application/json', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.wasm': 'application/wasm',
}
const SQUEEZED = new Set(['.js', '.mjs', '.css', '.html', '.json', '.svg', '.txt', '.webmanifest', '.wasm'])
// Names that builders put a content hash into: app.4f3a9c21.js, index-BqX1_z9k.css, 812.1a2b3c4d.chunk.js
const HASHED = /[.-](?=[\w-]*\d)[\w-]{8,}\.(?:chunk\.)?(?:js|mjs|css|woff2?|svg|png|webp|jpg|wasm)$/
const squeeze = promisify(gzip)

interface Served {
  readonly body: Buffer
  readonly type: string
  readonly etag: string
  readonly cache: string
  gzipped?: Buffer
}

/**
 * Serves the files of a built folder, each under an address of its own that is made at start: nothing outside the list
 * can be asked for. Kept in memory, gzipped once.
 */
export function serveFiles(fastify: FastifyInstance, o: { root: string; prefix: string; only?: RegExp; skip?: RegExp }): void {
  for (const name of readdirSync(o.root, { recursive: true, encoding: 'utf8' })) {
    const path = name.split('\\').join('/')
    const kind = extname(path)
    if (!TYPES[kind] || (o.only && !o.only.test(path)) || o.skip?.test(path)) continue
    let served: Served | undefined
    const open = (): Served => {
      if (served) return served
      const body = readFileSync(join(o.root, name))
      served = { body, type: TYPES[kind]!, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`, cache: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache' }
      return served
    }
    fastify.get(`${o.prefix}${encodeURI(path)}`, (request, reply) => send(request, reply, open(), SQUEEZED.has(kind)))
  }
}

async function send(request: FastifyRequest, reply: FastifyReply, served: Served, mayGzip: boolean): Promise<FastifyReply> {
  reply.headers({ 'cache-control': served.cache, etag: served.etag, 'x-content-type-options': 'nosniff', ...(mayGzip ? { vary: 'accept-encoding' } : {}) })
  if (request.headers['if-none-match'] === served.etag) return reply.code(304).send()
  reply.type(served.type)
  if (!mayGzip || served.body.length < 1024 || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(served.body)
  served.gzipped ??= await squeeze(served.body, { level: 7 })
  return reply.header('content-encoding', 'gzip').send(served.gzipped)
}
