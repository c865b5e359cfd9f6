import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import pino, { type Logger } from 'pino'
import type { Config } from '../config/index.js'
import { callers } from './caller.js'
import type { Limiter } from './limits.js'
import type { Metrics } from './metrics.js'
import { refusalProblem } from './problem.js'
import { sendProblem } from './problem-filter.js'
import { isGranted, isRefused } from './refusal.js'
import type { RouteTable } from './route-table.js'
import { speechOf } from './said.js'

const SENT_ID = /^[\w-]{8,64}$/
const BODY_LIMIT = 1_048_576

export const makeLogger = (config: Pick<Config, 'logLevel'>): Logger =>
  pino({ level: config.logLevel, base: { app: 'huitou-api' }, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers.authorization', '*.password', '*.pin', '*.secret', '*.token'] })

/** Fastify as the floor wants it: ids of our own, no log line of its own, strict bodies. */
export function makeAdapter(config: Config, logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger, logController: new LogController({ disableRequestLogging: true }), requestIdHeader: false, bodyLimit: BODY_LIMIT, trustProxy: config.trustProxy, multipart: false,
    routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: false },
    genReqId: (raw: { headers: Record<string, string | string[] | undefined> }) => { const sent = raw.headers['x-correlation-id']; return typeof sent === 'string' && SENT_ID.test(sent) ? sent : randomUUID() },
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error',
    // No logger of its own for each request: the two lines there may be say its id themselves.
    childLoggerFactory: (shared: FastifyBaseLogger) => shared,
  })
}

export interface Hooks {
  readonly logger: Logger
  readonly table: RouteTable
  readonly limiter: Limiter
  readonly metrics: Metrics
  /** compares each reply with the contract: for tests */
  readonly checkReplies: boolean
}

/**
 * What happens around every request, without an interceptor: id, limit, refusals, one log line, one figure. Each calls back
 * at once, for a promise a hook is a turn of the queue a request.
 */
export function addHooks(app: NestFastifyApplication, { logger, table, limiter, metrics, checkReplies }: Hooks): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    reply.header('x-correlation-id', request.id)
    const limit = table.of(request.method, request.routeOptions.url)?.limit
    if (!limit) return done()
    limiter.check(limit, request).then(() => done(), (fault: unknown) => { sendProblem(fault, request, reply) })
  })
  fastify.addHook('preSerialization', (request, reply, payload: unknown, done) => {
    if (isRefused(payload)) {
      metrics.refusals.inc({ code: payload.refusal.code })
      reply.code(409).type('application/problem+json')
      return done(null, refusalProblem(payload, request.id, speechOf(request)))
    }
    const answer = isGranted(payload) ? payload.answer : payload
    const fault = checkReplies && reply.statusCode < 300 ? unlike(table, request, answer) : undefined
    if (fault) done(fault)
    else done(null, answer)
  })
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    if (logger.isLevelEnabled('info')) {
      const caller = callers.get(request)
      logger.info({ correlationId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ...(caller ? { merchantId: caller.merchantId } : {}) }, 'answered')
    }
    done()
  })
  // A file is handed on as it streams in; its reader sets its own limits.
  for (const type of ['application/x-www-form-urlencoded', 'application/octet-stream', 'text/csv', 'application/gzip', 'application/x-gzip', 'multipart/form-data', 'text/xml']) {
    if (!fastify.hasContentTypeParser(type)) fastify.addContentTypeParser(type, (_request, payload, done) => { done(null, payload) })
  }
}

/** What is wrong with a reply that its contract does not say. */
function unlike(table: RouteTable, request: FastifyRequest, answer: unknown): Error | undefined {
  const bound = table.of(request.method, request.routeOptions.url)
  if (!bound || bound.route.raw) return undefined
  const fits = bound.route.ok.safeParse(answer)
  return fits.success ? undefined : new Error(`${request.method} ${request.routeOptions.url} answers what its contract does not say: ${JSON.stringify(fits.error.issues.slice(0, 5))}`)
}
