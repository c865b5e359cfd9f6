import { Button as Native, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { goodsUrl } from '../bag/bag-store'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { buzz } from '../platform/sound'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Sheet } from '../ui/sheet'
import { openCode } from '../ui/tab-bar'
import { toast, toastTrouble } from '../ui/toast'
import { useWords } from '../words'
import { instantText } from '../words/time'
import type { Detail } from './coupon-terms'
import { shareLink } from './friend-link'

/** This page's own words: they are not in the first package. */
const NOT_COPIED = { 'zh-CN': '券在路上了，链接没复制成，再点一次「把链接发给朋友」', en: 'It is under way, but the link was not copied; tap “Share the link” again' }

function useShare(title: string): (giftId: string) => Promise<void> {
  const w = useWords()
  const { language } = useLook()
  return async giftId => {
    const how = await shareLink(giftId, w.coupon.shareTitle(title))
    if (how !== 'handed') toast(how === 'copied' ? w.coupon.copied : NOT_COPIED[language])
  }
}

/** Send it to a friend, or show the member code. What sending means is said before it happens. */
export function Foot({ c, again }: { c: Detail; again: () => void }) {
  const w = useWords()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const share = useShare(c.title)
  const send = async (): Promise<void> => {
    setBusy(true)
    const sent = await act('sendCoupon', `send-coupon:${c.memberCouponId}`, { memberCouponId: c.memberCouponId ?? '' }).catch((error: unknown) => toastTrouble(error, w))
    setBusy(false)
    if (!sent) return
    buzz()
    setAsked(false)
    again()
    if (process.env.TARO_ENV === 'h5') await share(sent.giftId)
  }
  return (
    <View className='foot row g3'>
      {c.terms.giftable ? <Button kind='sec' className='f1' onTap={() => setAsked(true)} id='send-coupon'><Icon name='gift' size={20} />{w.coupon.send}</Button> : null}
      <Button kind='sec' className='bt-code-go' label={w.coupon.showCode} onTap={openCode} id='show-code'><Icon name='qr' size={20} /></Button>
      <Button className='bt-go' full={!c.terms.giftable} onTap={() => void Taro.navigateTo({ url: goodsUrl(c.memberCouponId) })} id='pick-goods'>{w.coupon.go}</Button>
      {asked ? (
        <Sheet title={w.coupon.send} onClose={() => setAsked(false)}>
          <View className='sub i2'>{w.coupon.giftNote}</View>
          <View className='mt-4'><Button full busy={busy} onTap={() => void send()} id='send-coupon-go'>{w.coupon.sendGo}</Button></View>
        </Sheet>
      ) : null}
    </View>
  )
}

/** Instead of the code, while a friend may take it. */
export function UnderWay({ until }: { until: string }) {
  const w = useWords()
  return <View className='bt-way'><Icon name='gift' size={30} className='bt-way-i' /><View className='sub b center'>{w.coupon.underWay}</View><View className='cap center mt-1'>{w.coupon.backAt(instantText(until, w))}</View></View>
}

export function UnderWayFoot({ c, giftId, again }: { c: Detail; giftId: string; again: () => void }) {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const share = useShare(c.title)
  const withdraw = async (): Promise<void> => {
    setBusy(true)
    try {
      await act('withdrawCoupon', `withdraw-coupon:${giftId}`, { giftId })
      toast(w.coupon.withdrawn)
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
      again()
    }
  }
  return (
    <View className='foot row g3'>
      <Button kind='sec' className='f1' busy={busy} onTap={() => void withdraw()} id='withdraw-coupon'>{w.coupon.withdraw}</Button>
      {process.env.TARO_ENV === 'weapp' ? <Native openType='share' className='btn bt-go'>{w.coupon.shareAgain}</Native> : <Button className='bt-go' onTap={() => void share(giftId)} id='share-coupon'>{w.coupon.shareAgain}</Button>}
    </View>
  )
}
