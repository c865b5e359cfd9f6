import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { GroupCommit } from '../group-commit/index.js'

/** Prometheus figures of this process. */
export class Metrics {
  readonly registry = new Registry()
  readonly seconds = new Histogram({ name: 'http_request_seconds', help: 'Time to answer, by route', labelNames: ['method', 'route', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [this.registry] })
  readonly refusals = new Counter({ name: 'refusals_total', help: 'Expected refusals, by code', labelNames: ['code'], registers: [this.registry] })

  constructor(groupCommit: GroupCommit) {
    collectDefaultMetrics({ register: this.registry })
    new Gauge({ name: 'group_commit_waiting', help: 'Acts waiting for a batch', registers: [this.registry], collect() { this.set(groupCommit.waiting) } })
  }
}
