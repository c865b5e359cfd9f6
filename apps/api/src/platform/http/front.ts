import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { serveFiles } from './files.js'
import { offlineWorker } from './offline.js'

/** A built front end under /<name>/: its files, and its page for every address of its own router. */
export function serveFront(fastify: FastifyInstance, name: string, root: string, o: { offline?: boolean } = {}): void {
  const html = readFileSync(join(root, 'index.html'), 'utf8')
  const policy = policyOf(html)
  const page = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // A file that is not there is a 404; an address without an extension belongs to the front end's own router.
    if (/\.[a-z0-9]{1,5}$/i.test(request.url.split('?')[0]!)) {
      reply.callNotFound()
      return reply
    }
    return reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-cache', 'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }).send(html)
  }
  serveFiles(fastify, { root, prefix: `/${name}/`, skip: /^index\.html$/ })
  if (o.offline) {
    const worker = offlineWorker(name, root, html)
    fastify.get(`/${name}/sw.js`, async (_request, reply) => reply.type('text/javascript; charset=utf-8').headers({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' }).send(worker))
  }
  fastify.get(`/${name}`, async (_request, reply) => reply.redirect(`/${name}/`))
  fastify.get(`/${name}/*`, page)
}

/** Scripts of ours alone; the few inline ones of a builder are allowed by their hash. Styles may be inline: charts and Taro set them. */
function policyOf(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((m) => `'sha256-${createHash('sha256').update(m[1]!).digest('base64')}'`)
  return `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ${inline.join(' ')}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'`
}
