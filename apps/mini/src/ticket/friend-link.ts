import Taro from '@tarojs/taro'

export const friendPath = (giftId: string): string => `/ticket/friend?g=${giftId}`

/** Hands the link of a coupon under way to a friend: by the phone's own sheet where it has one, else copied. In WeChat its share button does it. */
export async function shareLink(giftId: string, title: string, copied: () => void): Promise<void> {
  const url = `${location.origin}${location.pathname}#${friendPath(giftId)}`
  const share = (navigator as { share?: (o: { title: string; url: string }) => Promise<void> }).share
  if (share) {
    try {
      await share.call(navigator, { title, url })
      return
    } catch (e) {
      if ((e as { name?: string }).name === 'AbortError') return
    }
  }
  const board = (navigator as { clipboard?: { writeText(text: string): Promise<void> } }).clipboard
  // without https a browser has no clipboard of its own; Taro's way says by itself that it is copied
  if (!board) return void (await Taro.setClipboardData({ data: url }))
  await board.writeText(url)
  copied()
}
