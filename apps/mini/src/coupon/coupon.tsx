import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useCurrency } from '../platform/shop'
import { useSay, useWords } from '../words'
import { dayOf, lastDay, soonDay } from '../words/time'
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
import { faceOf, timeOf, type Card } from './coupon-words'
import './coupon.scss'

export default function CouponPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <One id={id} /> : <Page><Nav /></Page>
}

function One({ id }: { id: string }) {
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

function Large({ c }: { c: Card }) {
  const w = useWords()
  const say = useSay()
  const { language } = useLook()
  const currency = useCurrency()
  const face = faceOf(c, w, language, currency)
  const time = timeOf(c, w)
  const live = c.state === 'issued' || c.state === 'locked'
  const numeric = c.code !== null && /^\d+$/.test(c.code)
  const row = (icon: string, name: string, text: string) => <View className='rw'><Icon name={icon} size={20} className='i2' /><View className='sub i2 bt-k'>{name}</View><View className='sub f1 break'>{text}</View></View>
  return (
    <>
      <View className='bt'>
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
        <View className='bt-bb'>
          {live && c.code ? (
            <>
              <View className='sub center'>{w.coupon.barText}</View>
              <Art src={qrUri(c.code)} alt={w.coupon.qr} className='bt-qr' />
              {numeric ? <Art src={code128Uri(c.code)} alt={w.coupon.bar} className='bt-bar' /> : null}
              <View className='n center bt-code'>{c.code.replace(/(.{4})(?=.)/g, '$1 ')}</View>
            </>
          ) : null}
          <View className='cap center mt-1'>{live ? w.coupon.show : c.orderNo ? w.coupon.usedIn(c.orderNo) : time.text}</View>
          {!c.usable && live && c.why ? <View className='cap center mt-1 b'>{say(c.why)}</View> : null}
        </View>
      </View>
      <View className='paper grp'>
        {row('bag', w.coupon.scope, c.scopeText)}
        {row('clock', w.coupon.time, c.validFrom && c.validUntil ? w.coupon.from(soonDay(dayOf(c.validFrom), w), soonDay(lastDay(c.validUntil), w)) : time.text)}
        {row('plus', w.coupon.stack, w.coupon.stackText)}
        {row('undo', w.coupon.refund, w.coupon.refundText)}
      </View>
      {live ? <View className='foot'><Button full onTap={openCode}><Icon name='qr' size={20} />{w.coupon.showCode}</Button></View> : null}
    </>
  )
}
