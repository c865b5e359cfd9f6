import { Controller, Req, Res } from '@nestjs/common'
import { routes, type InputOf } from '@huitou/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { Clock } from '../platform/clock/index.js'
import { away, Endpoint, forbidden, Input, Malformed } from '../platform/http/index.js'
import { isPushSigned, mediaVerdictOf, WechatDoor } from '../platform/wechat/index.js'
import { Pictures } from './pictures.js'

type R = typeof routes
const MOST = 64 * 1024
const said = (path: string, code: string, zh: string, en: string) => new Malformed([{ path, code, message: { 'zh-CN': zh, en } }])

/**
 * The message push address that is typed into WeChat's console, format JSON, in the plain or the compatible mode. A message
 * that is only encrypted is refused: this address does not read the safe mode.
 */
@Controller()
export class WechatPushController {
  constructor(private readonly wechat: WechatDoor, private readonly pictures: Pictures, private readonly clock: Clock) {}

  @Endpoint(routes.answerWechat)
  answer(@Input() input: InputOf<R['answerWechat']>, @Res() reply: FastifyReply) {
    this.admit(input)
    return reply.type('text/plain; charset=utf-8').header('x-content-type-options', 'nosniff').send(input.echostr)
  }

  @Endpoint(routes.hearWechat)
  async hear(@Input() input: InputOf<R['hearWechat']>, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    this.admit(input)
    const message = await readMessage(request.body)
    if ('Encrypt' in message && !('Event' in message)) throw said('Encrypt', 'encrypted', '消息加密方式请选明文或兼容模式', 'choose the plain or the compatible mode')
    const verdict = mediaVerdictOf(message)
    // WeChat sends again what is answered with a fault; of a verdict that comes twice the first stands
    if (verdict && !(await this.pictures.answered(verdict))) throw away()
    return reply.code(200).type('text/plain; charset=utf-8').send('success')
  }

  /** The signature covers the time and a nonce, not the message: an old one is not taken, and what it could bring anew is a verdict on a picture that has one. */
  private admit(input: { signature: string; timestamp: string; nonce: string }): void {
    if (!this.wechat.pushToken || !isPushSigned(this.wechat.pushToken, input, this.clock.now())) throw forbidden()
  }
}

async function readMessage(body: unknown): Promise<Record<string, unknown>> {
  let value = body
  if (body instanceof Readable) {
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of body as AsyncIterable<Buffer>) if ((length += piece.length) <= MOST) pieces.push(piece)
    value = length > MOST ? null : Buffer.concat(pieces).toString('utf8')
  }
  try {
    if (typeof value === 'string') value = JSON.parse(value) as unknown
  } catch {
    value = null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw said('', 'json', '数据格式请选 JSON', 'choose JSON as the data format')
  return value as Record<string, unknown>
}
