import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { randomBytes } from 'node:crypto'
import { WechatClient } from './wechat-client.js'
import { wechatSandbox, type WechatSandbox } from './wechat-sandbox.js'

const ORIGIN = 'https://api.weixin.qq.com'
const TIMEOUT_MS = 5_000

export interface WechatSettings {
  readonly wechat?: { readonly appid: string; readonly secret: string; readonly baseUrl?: string; readonly pushToken?: string }
  readonly demo: boolean
}

/** Which WeChat this process talks to: the real one with credentials, the sandbox in the demo, else none. */
@Injectable()
export class WechatDoor implements OnModuleDestroy {
  constructor(
    /** null switches off whatever needs WeChat */
    readonly client: WechatClient | null,
    /** only in the demo and in tests */
    readonly sandbox: WechatSandbox | null,
    /** what message push is signed with; null: what WeChat answers later is never heard */
    readonly pushToken: string | null = null,
  ) {}

  static async open(settings: WechatSettings, now: () => number): Promise<WechatDoor> {
    if (settings.wechat) {
      const { appid, secret, baseUrl } = settings.wechat
      return new WechatDoor(new WechatClient({ origin: baseUrl ?? ORIGIN, timeoutMs: TIMEOUT_MS }, { appId: appid, secret }, now), null, settings.wechat.pushToken ?? null)
    }
    if (!settings.demo) return new WechatDoor(null, null)
    const app = { appId: 'wx00000000demo0000', secret: randomBytes(16).toString('hex') }
    const sandbox = wechatSandbox(app, now)
    const origin = await sandbox.server.listen({ port: 0, host: '127.0.0.1' })
    return new WechatDoor(new WechatClient({ origin, timeoutMs: TIMEOUT_MS }, app, now), sandbox, randomBytes(16).toString('hex'))
  }

  async onModuleDestroy(): Promise<void> {
    await this.sandbox?.server.close()
  }
}
