import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common'
import type { Access, Route } from '@huitou/contract'
import type { FastifyRequest } from 'fastify'
import { callers, type AnyCaller, type Role } from './caller.js'
import { routeOf } from './endpoint.js'
import { forbidden, unauthorized } from './refusal.js'

/** Who a token or key belongs to. The session rooms provide it; the floor only asks. */
export abstract class Doorkeeper {
  /** null: nobody we know. */
  abstract callerOf(bearer: string): Promise<AnyCaller | null>
}

const RANK: Readonly<Record<Role, number>> = { clerk: 1, manager: 2, owner: 3 }

/** Whether one of the declared ways lets this caller in. */
export const isAllowed = (access: readonly Access[], caller: AnyCaller): boolean =>
  access.some((way) => {
    if (way === 'public') return true
    if (way === 'member') return caller.kind === 'member'
    if (way === 'till') return caller.kind === 'staff' && caller.tillId !== null
    if (way.startsWith('integration:')) return caller.kind === 'integration' && caller.scopes.includes(way.slice('integration:'.length))
    return caller.kind === 'staff' && RANK[caller.role] >= RANK[way as Role]
  })

/** Deny by default: a handler without a route of the contract answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly doorkeeper: Doorkeeper) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context)
    if (!route?.access?.length) throw forbidden()
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const bearer = bearerOf(request, route)
    if (!bearer) {
      if (route.access.includes('public')) return true
      throw unauthorized()
    }
    const caller = await this.doorkeeper.callerOf(bearer)
    if (!caller) {
      if (route.access.includes('public')) return true
      throw unauthorized('token-expired')
    }
    if (!isAllowed(route.access, caller)) throw forbidden()
    callers.set(request, caller)
    return true
  }
}

/** EventSource cannot send a header, so that one route takes the token from its address. */
function bearerOf(request: FastifyRequest, route: Route): string | null {
  const header = request.headers.authorization
  if (header) return /^Bearer ([\x21-\x7e]{16,4000})$/i.exec(header)?.[1] ?? 'x'
  const inQuery = route.raw === 'events' ? (request.query as { token?: unknown }).token : undefined
  return typeof inQuery === 'string' && inQuery.length > 0 ? inQuery : null
}
