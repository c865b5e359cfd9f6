import { Text, View } from '@tarojs/components'
import { REFUND_BESIDE, type AnswerOf, type routes } from '@huitou/contract'
import { useLook } from '../platform/prefs'
import { say } from '@huitou/words'
import { count, money, signed } from '../ui/figures'
import { Icon } from '../ui/icon'
import { tierName } from '../ui/tier-card'
import { TillCard } from './parts'
import { useTillWords } from './words'

type Preview = AnswerOf<typeof routes.previewRefund>

/** What follows, in the engine's order, and a line that the clerk can say. */
export function RefundPreviewPaper({ p, currency }: { p: Preview; currency: string }) {
  const w = useTillWords()
  const { language } = useLook()
  const difference = p.balanceBefore && p.balanceAfter ? p.balanceAfter.shown - p.balanceBefore.shown : 0
  const tier = (t: NonNullable<Preview['tierAfter']>): string => tierName(t.name, language)
  const missing = p.toNext && w.lacks[p.toNext.unit](p.toNext.unit === 'money' ? money(p.toNext.missing, currency) : count(p.toNext.missing))
  const drops = p.tierBefore && p.tierAfter && p.tierBefore.tierId !== p.tierAfter.tierId
  return (
    <View>
      <View className='paper till-bx' style={{ paddingBottom: '4px' }} id='refund-preview'>
        <View className='row sb' style={{ minHeight: '44px' }}><Text className='h2'>{w.after}</Text><View className={`chip ${p.needsManager ? 'chip-warn' : 'chip-ok'}`}><Icon name={p.needsManager ? 'key' : 'check'} size={14} />{p.needsManager ? w.needManager : p.limitMinor === null ? w.within : w.withinOf(money(p.limitMinor, currency))}</View></View>
        {p.steps.filter(s => REFUND_BESIDE.includes(s.code)).map(s => <View key={JSON.stringify(s)} className='till-pv'><View className='tile-i tile-grey'><Icon name='gift' size={20} /></View><View className='f1 b'>{say(s.code, s.facts, language)}</View></View>)}
        {p.balanceBefore && p.balanceAfter ? (
          <View className='till-pv'>
            <View className='tile-i tile-tea'><Icon name='coin' size={20} /></View>
            <View className='f1'><View className='b'>{w.pointsRow} <Text className='n fig-17'>{count(p.balanceBefore.shown)}</Text> → <Text className='n fig-17'>{count(p.balanceAfter.shown)}</Text></View><View className='cap i2'>{[p.pointsReturned > 0 ? w.pointsBack(count(p.pointsReturned)) : '', p.clawback > 0 ? w.pointsTaken(count(p.clawback)) : ''].filter(Boolean).join(w.comma)}</View>{p.newDebt > 0 ? <View className='cap warn'>{w.debtRow(count(p.newDebt))}</View> : null}</View>
            <Text className={`n till-pv-n ${difference >= 0 ? 'ok' : ''}`}>{signed(difference)}</Text>
          </View>
        ) : null}
        {p.growthTaken > 0 ? <View className='till-pv'><View className='tile-i'><Icon name='up' size={20} /></View><View className='f1 b'>{w.growthRow}</View><Text className='n till-pv-n'>{signed(-p.growthTaken)}</Text></View> : null}
        {p.couponBack.map(c => <View key={c.memberCouponId} className='till-pv'><View className='tile-i'><Icon name='ticket' size={20} /></View><View className='f1'><View className='b'>{w.couponRow(c.title)}</View><View className='cap i2'>{c.state === 'expired' ? w.couponOver : w.couponWhy}</View></View><Text className='n till-pv-n'>+1</Text></View>)}
        {p.packCoupons.map(c => <View key={c.title} className='till-pv'><View className='tile-i'><Icon name='ticket' size={20} /></View><View className='f1'><View className='b'>{w.packRow(c.title, c.coupons)}</View><View className='cap i2'>{w.packWhy}</View></View><Text className='n till-pv-n'>{signed(-c.coupons)}</Text></View>)}
        {drops && p.tierBefore && p.tierAfter ? <View className='till-pv'><View className='row g2'><TillCard tier={p.tierBefore} /><Icon name='right' size={18} className='i3' /><TillCard tier={p.tierAfter} /></View><View className='f1 right'><View className='b'>{w.cardBack(tier(p.tierAfter))}</View>{p.toNext && missing ? <View className='cap i2'>{w.toTier(tier(p.toNext.tier), missing)}</View> : null}</View></View> : null}
      </View>
      <View className='till-saym'><Icon name='chat' size={18} /><Text className='f1'>{w.say(w.saying(money(p.moneyMinor, currency), difference > 0 ? w.sayPlus(count(difference)) : difference < 0 ? w.sayMinus(count(-difference)) : '', drops && p.tierAfter ? `${w.sayTier(tier(p.tierAfter))}${p.toNext && missing ? w.sayNext(missing, tier(p.toNext.tier)) : ''}${w.stop}` : ''))}</Text></View>
    </View>
  )
}
