import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { groupedCode } from '@huitou/contract'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useSay, useWords } from '../words'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import tin from '../ui/art/tin.svg'
import { Button } from '../ui/button'
import { code128Uri, qrUri } from '../ui/codes'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Bone } from '../ui/skeleton'
import { openCode } from '../ui/tab-bar'
import { CouponStores, CouponTerms, type Detail } from './coupon-terms'
import { faceOf, timeOf } from '../coupon/coupon-words'
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
  return (
    <Page foot>
      <Nav title={w.coupon.title} />
      {c ? <Large c={c} /> : coupon.error ? <Failed error={coupon.error} again={() => void coupon.again()} /> : coupon.waiting ? <View className='edge mt-2'><Bone w={358} h={144} /><Bone w={358} h={200} r={18} /></View> : null}
    </Page>
  )
}

function Large({ c }: { c: Detail }) {
  const live = c.state === 'issued' || c.state === 'locked'
  return (
    <>
      <View className='bt'>
        <Stub c={c} live={live} />
        <View className='bt-bb'>{live ? <Code c={c} /> : <Over c={c} />}</View>
      </View>
      <CouponTerms c={c} />
      <CouponStores c={c} />
      {live ? <Foot /> : null}
    </>
  )
}

function Stub({ c, live }: { c: Detail; live: boolean }) {
  const w = useWords()
  const { language } = useLook()
  const face = faceOf(c, w, language, useCurrency())
  const time = timeOf(c, w)
  return (
    <View className={`bt-top ${live ? '' : 'bt-dim'} ${face.kind === 'amount' ? '' : `bt-${face.kind}`}`}>
      <View className='bt-frame' /><View className='bt-tear' />
      <View className='row g3'>
        <View className='f1'>
          <View className='sub el'>{c.title}</View>
          <View className='row base wrap bt-line'><View className={`n bt-fig ${face.word ? 'bt-word' : ''}`}>{face.sign ? <Text className='stub-sign'>{face.sign}</Text> : null}{face.figure}{face.unit ? <Text className='stub-word'>{face.unit}</Text> : null}</View><View className='sub b'>{face.under}</View></View>
          <View className={`cap b ${time.soon && live ? 'seal' : 'i2'}`}>{time.text}</View>
        </View>
        <Art src={tin} width={104} height={104} className='seat' />
      </View>
    </View>
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
      ) : <View className='bt-wait'>{code.error ? <View className='cap center'>{w.coupon.noDigits}</View> : null}</View>}
      <View className='cap center bt-auto'>{w.coupon.autoUse}</View>
      {!c.usable && c.why ? <View className='cap center mt-1 b'>{say(c.why)}</View> : null}
    </>
  )
}

function Over({ c }: { c: Detail }) {
  const w = useWords()
  return <View className='cap center'>{c.orderNo ? w.coupon.usedIn(c.orderNo) : timeOf(c, w).text}</View>
}

function Foot() {
  const w = useWords()
  return <View className='foot'><Button full onTap={openCode}><Icon name='qr' size={20} />{w.coupon.showCode}</Button></View>
}
