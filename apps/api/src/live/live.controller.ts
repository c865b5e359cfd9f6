import { Controller, Req, Res } from '@nestjs/common'
import { routes, type InputOf, type ReplyOf } from '@huitou/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Caller, Endpoint, Input, tooMany, type AnyCaller } from '../platform/http/index.js'
import { LiveHub } from './live-hub.js'

const WAIT_MS = 25_000
const PING_MS = 20_000
/** Said when we cannot know what was missed: the screen reads everything again. */
const RESYNC = { topic: 'resync', ref: '' }

/** Nudges to re-read: as server-sent events, or by a poll that waits where there are none. */
@Controller()
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Endpoint(routes.pollLive)
  async pollLive(@Input() { since }: InputOf<typeof routes.pollLive>, @Caller() caller: AnyCaller, @Req() request: FastifyRequest): Promise<ReplyOf<typeof routes.pollLive>> {
    if (since === undefined) return { since: this.hub.cursor, nudges: [] }
    if (this.hub.isFull(caller)) throw tooMany(5000)
    const missed = this.hub.since(caller, since)
    if (missed === null) return { since: this.hub.cursor, nudges: [RESYNC] }
    if (missed.length === 0) await this.nextFor(caller, request)
    return { nudges: this.hub.since(caller, since) ?? [RESYNC], since: this.hub.cursor }
  }

  @Endpoint(routes.streamLive)
  streamLive(@Caller() caller: AnyCaller, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (this.hub.isFull(caller)) throw tooMany(5000)
    reply.hijack()
    const out = reply.raw
    out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-correlation-id': request.id, connection: 'keep-alive' })
    out.write('retry: 2000\n\n')
    // Reconnecting means something may have been missed meanwhile.
    if (request.headers['last-event-id']) say(out, RESYNC, this.hub.cursor)
    let cursor = this.hub.cursor
    const wake = (): void => {
      const heard = this.hub.since(caller, cursor) ?? [RESYNC]
      cursor = this.hub.cursor
      for (const one of heard) say(out, one, cursor)
    }
    const ping = setInterval(() => out.write(': still here\n\n'), PING_MS)
    const stop = this.hub.listen(caller, wake, () => out.end())
    out.on('close', () => {
      clearInterval(ping)
      stop()
    })
  }

  private nextFor(caller: AnyCaller, request: FastifyRequest): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        stop()
        request.raw.off('close', done)
        resolve()
      }
      const timer = setTimeout(done, WAIT_MS)
      let stop = (): void => {}
      stop = this.hub.listen(caller, done, done)
      request.raw.on('close', done)
    })
  }
}

const say = (out: { write(text: string): unknown }, heard: { topic: string; ref: string }, cursor: string): void => {
  out.write(`id: ${cursor}\nevent: nudge\ndata: ${JSON.stringify(heard)}\n\n`)
}
