import { applyDecorators, createParamDecorator, HttpCode, RequestMapping, RequestMethod, SetMetadata, type ExecutionContext } from '@nestjs/common'
import type { Route } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { Malformed, fieldsOf, type FieldFault } from './malformed.js'
import { HttpProblem } from './refusal.js'
import type { LimitName } from './limits.js'

export const ROUTE = 'huitou:route'
export const LIMIT = 'huitou:limit'

/** Binds a handler to an operation of the contract: verb, path, status and who may call it. */
export const Endpoint = (route: Route, options: { limit?: LimitName } = {}): MethodDecorator =>
  applyDecorators(
    RequestMapping({ method: RequestMethod[route.method], path: route.path.replace(/\{(\w+)\}/g, ':$1') }),
    HttpCode(route.status ?? 200),
    SetMetadata(ROUTE, route),
    SetMetadata(LIMIT, options.limit),
  )

// Asked for with each request: looked up among the metadata once.
const routes = new WeakMap<object, Route>()

/** The operation a handler is bound to; none where the contract does not know it. */
export function routeOf(context: ExecutionContext): Route | undefined {
  const handler = context.getHandler()
  let route = routes.get(handler)
  if (!route && (route = Reflect.getMetadata(ROUTE, handler) as Route | undefined)) routes.set(handler, route)
  return route
}

/** Params, query and body in one object, validated by the route's schemas. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  const request = context.switchToHttp().getRequest<FastifyRequest>()
  return read(routeOf(context)!, request)
})

const KEY = /^[\x21-\x7e]{8,64}$/

/** The caller's name for this act: required, 8 to 64 printable characters. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key']
  if (typeof key !== 'string' || !KEY.test(key)) throw new HttpProblem(400, 'key-missing')
  return key
})

function read(route: Route, request: FastifyRequest): unknown {
  const input: Record<string, unknown> = {}
  const faults: FieldFault[] = []
  const parts = [[route.params, request.params], [route.query, request.query], [route.raw === 'request' ? undefined : route.body, request.body]] as const
  for (const [schema, value] of parts) {
    if (!schema) continue
    const parsed = schema.safeParse(value)
    if (parsed.success) Object.assign(input, parsed.data)
    else faults.push(...fieldsOf(parsed.error.issues))
  }
  if (faults.length > 0) throw new Malformed(faults)
  return input
}
