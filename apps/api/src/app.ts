import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import type { Logger } from 'pino'
import { AppModule } from './app.module.js'
import type { Config } from './platform/config/index.js'
import { addHooks, makeAdapter, makeLogger } from './platform/http/server.js'
import { Limiter, Metrics, RouteTable } from './platform/http/index.js'
import { servePages } from './platform/http/pages.js'
import { OutboxRelay } from './platform/outbox/index.js'

/** The whole API on Fastify, ready to listen or to be asked by `inject`. */
export async function createApp(config: Config, logger: Logger = makeLogger(config)): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), makeAdapter(config, logger), { logger: config.logLevel === 'silent' ? false : ['error', 'warn'], abortOnError: false, bufferLogs: false })
  const table = app.get(RouteTable)
  addHooks(app, { table, limiter: app.get(Limiter), metrics: app.get(Metrics), checkReplies: config.checkReplies })
  table.fill()
  servePages(app, config)
  await app.init()
  await app.getHttpAdapter().getInstance().ready()
  app.get(OutboxRelay).start()
  return app
}
export type { NestFastifyApplication }
