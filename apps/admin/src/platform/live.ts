import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Name } from './ask'
import { renew } from './call'
import { session } from './session'

/** What is read again when somebody nudges. Events are a nudge, never the truth. */
const rereads: Record<string, readonly Name[]> = {
  import: ['readImport', 'listImports'],
  order: ['listOrders', 'readOrder', 'readShopHome'],
  visit: ['listOrders', 'readShopHome'],
  community: ['listReviewQueue'],
  post: ['listReviewQueue'],
  member: ['readMember', 'readMemberTimeline'],
  points: ['readMember', 'readMemberPoints', 'listMemberLines'],
  coupon: ['listCoupons', 'readCoupon'],
  flash: ['listFlashSales', 'readFlashSale', 'readFlashLive'],
  tier: ['readTiers', 'readMemberTier'],
  settings: ['listSettings'],
  clock: ['readShopHome', 'listCare', 'readCare'],
}

/** Listens to the shop while the desk is open; falls back to plain reading when the stream is not to be had. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let source: EventSource | null = null
    let again: ReturnType<typeof setTimeout> | undefined
    let wait = 2_000
    const waiting = new Set<string>()
    let flush: ReturnType<typeof setTimeout> | undefined
    const nudge = (topic: string) => {
      waiting.add(topic.split(/[:.-]/)[0] ?? topic)
      flush ??= setTimeout(() => {
        flush = undefined
        for (const t of waiting) for (const name of rereads[t] ?? []) void queries.invalidateQueries({ queryKey: [name] })
        waiting.clear()
      }, 400)
    }
    const open = () => {
      const token = session()?.tokens.accessToken
      if (!token) return
      source = new EventSource(`/api/live?token=${encodeURIComponent(token)}`)
      const hear = (e: MessageEvent<string>) => {
        wait = 2_000
        try {
          const said = JSON.parse(e.data) as { topic?: string }
          if (said.topic) nudge(said.topic)
        } catch {
          // a heartbeat
        }
      }
      source.onmessage = hear
      source.addEventListener('nudge', hear as EventListener)
      source.onerror = () => {
        source?.close()
        const stale = Date.parse(session()?.tokens.accessExpiresAt ?? '') < Date.now() + 30_000
        again = setTimeout(() => (stale ? void renew(token).then(open, open) : open()), wait)
        wait = Math.min(wait * 2, 60_000)
      }
    }
    open()
    return () => {
      source?.close()
      clearTimeout(again)
      clearTimeout(flush)
    }
  }, [queries])
}
