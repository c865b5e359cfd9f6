import { Injectable, RequestMethod } from '@nestjs/common'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { Route } from '@huitou/contract'
import { LIMIT, ROUTE } from './endpoint.js'
import type { LimitName } from './limits.js'

export interface Bound {
  readonly route: Route
  readonly limit?: LimitName
}

/** Every handler with its operation. A handler without one, or without a declared access, stops the boot. */
@Injectable()
export class RouteTable {
  private readonly bound = new Map<string, Bound>()
  constructor(private readonly discovery: DiscoveryService, private readonly scanner: MetadataScanner) {}

  fill(): void {
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name] as object
        if (Reflect.getMetadata('path', handler) === undefined) continue
        const route = Reflect.getMetadata(ROUTE, handler) as Route | undefined
        if (!route?.access?.length) throw new Error(`${metatype.name}.${name} answers ${RequestMethod[Reflect.getMetadata('method', handler) as number]} requests, but no route of the contract says who may call it`)
        const key = `${route.method} ${route.path.replace(/\{(\w+)\}/g, ':$1')}`
        if (this.bound.has(key)) throw new Error(`${metatype.name}.${name}: ${key} is answered twice`)
        this.bound.set(key, { route, limit: Reflect.getMetadata(LIMIT, handler) as LimitName | undefined })
      }
    }
  }

  of(method: string, url: string | undefined): Bound | undefined {
    return url === undefined ? undefined : this.bound.get(`${method} ${url}`)
  }

  get all(): readonly Bound[] {
    return [...this.bound.values()]
  }
}
