import { View } from '@tarojs/components'
import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { groupedCode } from '@huitou/contract'
import { api, Unreached } from '../platform/call'
import { useReading } from '../platform/read'
import { trouble } from '../platform/trouble'
import { useSay, useWords } from '../words'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import { code128Uri, qrUri } from '../ui/codes'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Bone } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { CouponStores, CouponTerms, type Detail } from './coupon-terms'
import { timeOf } from '../coupon/coupon-words'
import { friendPath } from './friend-link'
import { Foot, UnderWay, UnderWayFoot } from './send-coupon'
import { Stub } from './stub'
import './coupon.scss'

export default function CouponPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <One id={id} /> : <Page><Nav /></Page>
}

export function One({ id }: { id: string }) {
  const w = useWords()
  const coupon = useReading(() => api.readMyCoupon({ memberCouponId: id }))
  const c = coupon.value
  const gift = c?.state === 'locked' ? c.terms.gift : null
  useShareAppMessage(() => (gift && c ? { title: w.coupon.shareTitle(c.title), path: friendPath(gift.giftId) } : { title: w.coupon.title, path: '/member/home' }))
  return (
    <Page foot>
      <Nav title={w.coupon.title} />
      {c ? <Large c={c} again={() => void coupon.again()} /> : coupon.error ? <Failed error={coupon.error} again={() => void coupon.again()} /> : coupon.waiting ? <View className='edge mt-2'><Bone w={358} h={144} /><Bone w={358} h={200} r={18} /></View> : null}
    </Page>
  )
}

function Large({ c, again }: { c: Detail; again: () => void }) {
  const w = useWords()
  const live = c.state === 'issued' || c.state === 'locked'
  const gift = c.state === 'locked' ? c.terms.gift : null
  return (
    <>
      <View className='bt'>
        <Stub c={c} live={live && !gift} />
        <View className='bt-bb'>{gift ? <UnderWay until={gift.until} /> : live ? <Code c={c} /> : <Over c={c} />}</View>
      </View>
      <CouponTerms c={c} />
      <CouponStores c={c} />
      {live && c.terms.giftable ? <View className='cap i2 bt-note'>{w.coupon.giftNote}</View> : null}
      {gift ? <UnderWayFoot c={c} giftId={gift.giftId} again={again} /> : live ? <Foot c={c} again={again} /> : null}
    </>
  )
}

/** The white part, white in the dark too: a scanner reads it. The digits are the server's and the same each time. */
function Code({ c }: { c: Detail }) {
  const w = useWords()
  const say = useSay()
  const code = useReading(() => api.showCouponCode({ memberCouponId: c.memberCouponId ?? '' }), { topics: ['coupons'] })
  const digits = code.value?.digits
  return (
    <>
      <View className='sub center'>{w.coupon.barText}</View>
      {digits ? (
        <>
          <Art src={qrUri(digits)} alt={w.coupon.qr} className='bt-qr' />
          <Art src={code128Uri(digits)} alt={w.coupon.bar} className='bt-bar' />
          <View className='n center bt-code' id='coupon-digits'>{groupedCode(digits)}</View>
        </>
      ) : (
        <View className='bt-wait'>{code.error ? <><View className='cap center'>{code.error instanceof Unreached ? w.coupon.noDigits : trouble(code.error, w).text}</View><Tap className='lnk lnk-b' id='code-again' onTap={() => void code.again()}>{w.again}</Tap></> : null}</View>
      )}
      <View className='cap center bt-auto'>{w.coupon.autoUse}</View>
      {!c.usable && c.why ? <View className='cap center mt-1 b'>{say(c.why)}</View> : null}
    </>
  )
}

function Over({ c }: { c: Detail }) {
  const w = useWords()
  const to = c.terms.gift?.toCalled
  return <View className='cap center'>{c.orderNo ? w.coupon.usedIn(c.orderNo) : c.state === 'given' && to ? w.coupon.givenTo(to) : timeOf(c, w).text}</View>
}
