import { away } from '../platform/http/index.js'

/** Carries a text to a phone or a mailbox. */
export abstract class TextSender {
  /** whether anything can be sent at all */
  abstract readonly on: boolean
  /** the demo: what would be sent is shown on the screen, marked as such */
  abstract readonly shown: boolean
  abstract send(to: string, text: string): Promise<void>
}

export class DemoSender extends TextSender {
  readonly on = true
  readonly shown = true
  async send(): Promise<void> {}
}

export class NoSender extends TextSender {
  readonly on = false
  readonly shown = false
  async send(): Promise<void> {
    throw away()
  }
}

/** Hands the text to the shop's own SMS or mail gateway: POST { to, text } with a bearer token. */
export class WebhookSender extends TextSender {
  readonly on = true
  readonly shown = false
  constructor(private readonly url: string, private readonly token: string) {
    super()
  }
  async send(to: string, text: string): Promise<void> {
    try {
      const reply = await fetch(this.url, { method: 'POST', redirect: 'error', signal: AbortSignal.timeout(8000), headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` }, body: JSON.stringify({ to, text }) })
      if (!reply.ok) throw away()
    } catch {
      throw away()
    }
  }
}
