import Taro from '@tarojs/taro'

export const friendPath = (giftId: string): string => `/ticket/friend?g=${giftId}`

/**
 * Hands the link of a coupon under way to a friend: by the phone's own sheet where it has one, else copied. In WeChat its share
 * button does it. Never throws: the coupon is under way whatever becomes of the link, and the link can be asked for again.
 */
export async function shareLink(giftId: string, title: string): Promise<'handed' | 'copied' | 'not'> {
  const url = `${location.origin}${location.pathname}#${friendPath(giftId)}`
  const share = (navigator as { share?: (o: { title: string; url: string }) => Promise<void> }).share
  if (share) {
    try {
      await share.call(navigator, { title, url })
      return 'handed'
    } catch (e) {
      if ((e as { name?: string }).name === 'AbortError') return 'handed'
    }
  }
  const board = (navigator as { clipboard?: { writeText(text: string): Promise<void> } }).clipboard
  const own = board ? await board.writeText(url).then(() => true, () => false) : false
  if (own) return 'copied'
  // without https a browser has no clipboard of its own, and with it one that may refuse; Taro's way says by itself that it is copied
  return Taro.setClipboardData({ data: url }).then(() => 'handed' as const, () => 'not' as const)
}
