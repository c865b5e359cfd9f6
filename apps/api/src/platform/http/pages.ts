import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/index.js'
import { Database } from '../database/index.js'
import { landing, type LandingFacts } from '../landing/index.js'
import { serveFiles } from './files.js'
import { serveFront } from './front.js'
import { Metrics } from './metrics.js'
import { openapi } from './openapi.js'
import { speechOf } from './said.js'
import { docsPage, swaggerFiles } from './docs.js'

/** What is served beside the operations of the contract: health, figures, documents, the built front ends, the door page. */
export function servePages(app: NestFastifyApplication, config: Config, facts: LandingFacts): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  const [database, metrics] = [app.get(Database), app.get(Metrics)]
  fastify.get('/healthz', async () => ({ alive: true }))
  fastify.get('/readyz', async (_request, reply) => {
    const ready = await database.ping().then(() => true, () => false)
    return reply.code(ready ? 200 : 503).send({ ready })
  })
  fastify.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()))

  let document: string | undefined
  fastify.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send((document ??= JSON.stringify(openapi(config.publicUrl ?? '/')))))
  fastify.get('/api/docs', async (_request, reply) => reply.redirect('/api/docs/'))
  fastify.get('/api/docs/', async (_request, reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', docsPage.policy).send(docsPage.html))
  fastify.get('/api/docs/start.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(docsPage.script))
  serveFiles(fastify, { root: swaggerFiles(), prefix: '/api/docs/', only: /^swagger-ui(-bundle)?\.(js|css)$/ })

  fastify.get('/', async (request, reply) => {
    const page = landing(speechOf({ headers: queryFirst(request.query, request.headers['accept-language']) }), facts)
    return reply.type('text/html; charset=utf-8').header('content-security-policy', page.policy).header('cache-control', 'no-cache').send(page.html)
  })
  for (const front of ['m', 'admin']) {
    const root = config.webDir && join(config.webDir, front)
    if (root && existsSync(join(root, 'index.html'))) serveFront(fastify, front, root, { offline: front === 'm' })
  }
}

const queryFirst = (query: unknown, header: string | undefined) => ({ 'accept-language': (query as { lang?: unknown }).lang === 'en' ? 'en' : (query as { lang?: unknown }).lang === 'zh-CN' ? 'zh-CN' : header })
