import { api, refusalOf } from '../platform/call'

// A member who did not agree to it is asked again a while later at the earliest: they may have changed their mind.
const QUIET = 10 * 60_000
let quietUntil = 0

const eventId = (): string => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16))

/** Tells the shop that a product was looked at. The server keeps it with the member's consent alone; what the phone cannot tell now is not told. */
export async function browsed(sku: string): Promise<void> {
  if (Date.now() < quietUntil) return
  try {
    await api.recordMyEvents({ source: process.env.TARO_ENV === 'h5' ? 'h5' : 'mini', events: [{ eventId: eventId(), kind: 'view', sku, at: new Date().toISOString() }] })
  } catch (error) {
    if (refusalOf(error)) quietUntil = Date.now() + QUIET
  }
}
