import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

// Names that builders put a content hash into: app.4f3a9c21.js, index-BqX1_z9k.css, 812.1a2b3c4d5e6f.chunk.js
const HASHED = /[.-](?=[\w-]*\d)[\w-]{8,}\.(?:chunk\.)?(?:js|mjs|css|woff2?|svg|png|webp|jpg|wasm)$/
const YEAR = 'public, max-age=31536000, immutable'

/** A built front end under /<name>/: hashed files for ever, the page fresh, every address of its own router answered by the page. */
export async function serveFront(fastify: FastifyInstance, name: string, root: string): Promise<void> {
  const html = readFileSync(join(root, 'index.html'))
  const policy = policyOf(html.toString('utf8'))
  await fastify.register(fastifyStatic, {
    root, prefix: `/${name}/`, decorateReply: false, wildcard: false, index: false, cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', HASHED.test(path) ? YEAR : 'no-cache')
      reply.header('x-content-type-options', 'nosniff')
    },
  })
  const page = (): Buffer => html
  const send = async (_request: unknown, reply: import('fastify').FastifyReply) =>
    reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-cache', 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }).send(page())
  fastify.get(`/${name}`, async (_request, reply) => reply.redirect(`/${name}/`))
  fastify.get(`/${name}/`, send)
  fastify.get(`/${name}/*`, async (request, reply) => {
    // A file that is not there is a 404; an address without an extension belongs to the front end's own router.
    if (/\.[a-z0-9]{1,5}$/i.test(request.url.split('?')[0]!)) return reply.callNotFound()
    return send(request, reply)
  })
}

/** Scripts of ours alone; the few inline ones of a builder are allowed by their hash. Styles may be inline: charts and Taro set them. */
function policyOf(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((m) => `'sha256-${createHash('sha256').update(m[1]!).digest('base64')}'`)
  return `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${inline.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'`
}
