import 'reflect-metadata'
import { networkInterfaces } from 'node:os'
import { NestFactory } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Logger } from 'pino'
import { AppModule } from './app.module.js'
import type { Config } from './platform/config/index.js'
import { addHooks, makeAdapter, makeLogger } from './platform/http/server.js'
import { Limiter, Metrics, RouteTable } from './platform/http/index.js'
import { servePages } from './platform/http/pages.js'
import type { LandingFacts } from './platform/landing/index.js'
import { OutboxRelay } from './platform/outbox/index.js'
import { DEMO } from './session/index.js'

/** The whole API on Fastify, ready to listen or to be asked by `inject`. */
export async function createApp(config: Config, logger: Logger = makeLogger(config)): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), makeAdapter(config, logger), { logger: config.logLevel === 'silent' ? false : ['error', 'warn'], abortOnError: false, bufferLogs: false, bodyParser: false })
  const table = app.get(RouteTable)
  addHooks(app, { logger, table, limiter: app.get(Limiter), metrics: app.get(Metrics), checkReplies: config.checkReplies })
  table.fill()
  servePages(app, config, doorFacts(config))
  await app.init()
  await app.getHttpAdapter().getInstance().ready()
  app.get(OutboxRelay).start()
  return app
}
/** What the door page shows beside the doors. */
function doorFacts(config: Config): LandingFacts {
  const clerk = DEMO.staff.find((s) => s.role === 'clerk')!
  const owner = DEMO.staff.find((s) => s.role === 'owner')!
  const outward = Object.values(networkInterfaces()).flat().find((i) => i && i.family === 'IPv4' && !i.internal)
  return {
    demo: config.demo ? { phone: DEMO.members[0].phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'), clerk: clerk.name, pin: DEMO.pin, login: owner.login, password: config.demoPassword ?? DEMO.password } : null,
    phonesAt: config.lan && outward ? `http://${outward.address}:${config.port}/m/` : null,
  }
}

export type { NestFastifyApplication }
