import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
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
    loggerInstance: logger, logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }), requestIdHeader: false, bodyLimit: BODY_LIMIT, trustProxy: config.trustProxy, multipart: false,
    routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: false },
    genReqId: (raw: { headers: Record<string, string | string[] | undefined> }) => { const sent = raw.headers['x-correlation-id']; return typeof sent === 'string' && SENT_ID.test(sent) ? sent : randomUUID() },
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error',
  })
}

export interface Hooks {
  readonly table: RouteTable
  readonly limiter: Limiter
  readonly metrics: Metrics
  /** compares each reply with the contract: for tests */
  readonly checkReplies: boolean
}

/** What happens around every request, without an interceptor: id, limit, refusals, one log line, one figure. */
export function addHooks(app: NestFastifyApplication, { table, limiter, metrics, checkReplies }: Hooks): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance
  fastify.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('x-correlation-id', request.id)
    const bound = table.of(request.method, request.routeOptions.url)
    if (bound?.limit) {
      try {
        await limiter.check(bound.limit, request)
      } catch (fault) {
        sendProblem(fault, request, reply)
        return reply
      }
    }
  })
  fastify.addHook('preSerialization', async (request, reply, payload: unknown) => {
    if (isRefused(payload)) {
      metrics.refusals.inc({ code: payload.refusal.code })
      const problem = refusalProblem(payload, request.id, speechOf(request))
      reply.code(409).type('application/problem+json')
      return problem
    }
    const answer = isGranted(payload) ? payload.answer : payload
    if (checkReplies && reply.statusCode < 300) check(table, request, answer)
    return answer
  })
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    const caller = callers.get(request)
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ...(caller ? { merchantId: caller.merchantId } : {}) }, 'answered')
  })
  // A file is handed on as it streams in; its reader sets its own limits.
  for (const type of ['application/octet-stream', 'text/csv', 'application/gzip', 'application/x-gzip', 'multipart/form-data', 'text/xml']) {
    if (!fastify.hasContentTypeParser(type)) fastify.addContentTypeParser(type, (_request, payload, done) => { done(null, payload) })
  }
}

function check(table: RouteTable, request: FastifyRequest, answer: unknown): void {
  const bound = table.of(request.method, request.routeOptions.url)
  if (!bound || bound.route.raw) return
  const fits = bound.route.ok.safeParse(answer)
  if (!fits.success) throw new Error(`${request.method} ${request.routeOptions.url} answers what its contract does not say: ${JSON.stringify(fits.error.issues.slice(0, 5))}`)
}
