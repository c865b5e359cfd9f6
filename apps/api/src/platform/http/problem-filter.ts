import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from './problem.js'
import { speechOf } from './said.js'

/** The edge: each failure becomes one problem, and a fault is logged here and nowhere else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(fault: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    sendProblem(fault, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())
  }
}

export function sendProblem(fault: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const said = problemOf(fault, request.id, speechOf(request))
  if (said.fault) request.log.error({ correlationId: request.id, err: fault, code: said.problem.code }, 'fault')
  if (reply.sent || reply.raw.headersSent) return
  void reply.code(said.problem.status).headers(said.headers).type('application/problem+json').send(JSON.stringify(said.problem))
}
