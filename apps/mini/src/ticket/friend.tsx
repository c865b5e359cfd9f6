import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { useMember } from '../member/gate'
import type { AfterSignIn } from '../member/sign-in-code'
import { api } from '../platform/call'
import { keep } from '../platform/keep'
import { act } from '../platform/pending'
import { useReading } from '../platform/read'
import { buzz } from '../platform/sound'
import { Button } from '../ui/button'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Bone } from '../ui/skeleton'
import { goTo } from '../ui/tab-bar'
import { toast, toastTrouble } from '../ui/toast'
import { useSay, useWords } from '../words'
import { instantText } from '../words/time'
import { friendPath } from './friend-link'
import { Stub } from './stub'
import './coupon.scss'

/** What a friend's link opens. Who is not a member yet signs in first and comes back here. */
export default function FriendPage() {
  const giftId = useRouter().params['g'] ?? ''
  const signedIn = useMember()
  useEffect(() => { if (!signedIn && giftId) keep('after-sign-in', { path: friendPath(giftId), at: Date.now() } satisfies AfterSignIn) }, [signedIn, giftId])
  return signedIn && giftId ? <Friend giftId={giftId} /> : <Page><Nav /></Page>
}

export function Friend({ giftId }: { giftId: string }) {
  const w = useWords()
  const say = useSay()
  const gift = useReading(() => api.readCouponGift({ giftId }), { topics: ['coupons'] })
  const [busy, setBusy] = useState(false)
  const g = gift.value
  const take = async (): Promise<void> => {
    setBusy(true)
    try {
      const { memberCouponId } = await act('takeCoupon', `take-coupon:${giftId}`, { giftId })
      buzz()
      toast(w.coupon.taken)
      void Taro.redirectTo({ url: `/ticket/coupon?id=${memberCouponId}` })
    } catch (error) {
      toastTrouble(error, w)
      void gift.again()
    } finally {
      setBusy(false)
    }
  }
  if (!g) return <Page foot><Nav title={w.coupon.title} />{gift.error ? <Failed error={gift.error} again={() => void gift.again()} /> : gift.waiting ? <View className='edge mt-2'><Bone w={358} h={144} /></View> : null}</Page>
  const waits = g.state === 'waiting'
  return (
    <Page foot>
      <Nav title={w.coupon.title} />
      <View className='bt mt-2'>
        <Stub c={g.card} live={waits} />
        <View className='bt-bb'>
          <View className='sub b center bt-from'>{g.mine ? w.coupon.yours : w.coupon.from_(g.called)}</View>
          <View className='cap center mt-1'>{waits ? w.coupon.takeBy(instantText(g.until, w)) : g.memberCouponId ? w.coupon.taken : say({ code: 'coupon-gift-over', facts: { state: g.state } })}</View>
          <View className='cap center mt-1'>{g.card.scopeText}</View>
        </View>
      </View>
      <View className='foot'>
        {g.memberCouponId ? <Button full onTap={() => void Taro.redirectTo({ url: `/ticket/coupon?id=${g.memberCouponId}` })}>{w.coupon.look}</Button>
          : waits && !g.mine ? <Button full busy={busy} onTap={() => void take()} id='take-coupon'>{w.coupon.take}</Button>
            : <Button kind='sec' full onTap={() => goTo('coupons')}>{w.coupons.title}</Button>}
      </View>
    </Page>
  )
}
