import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useLook } from '../platform/prefs'
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
  const drops = p.tierBefore && p.tierAfter && p.tierBefore.tierId !== p.tierAfter.tierId
  return (
    <View>
      <View className='paper till-bx' style={{ paddingBottom: '4px' }} id='refund-preview'>
        <View className='row sb' style={{ minHeight: '44px' }}><Text className='h2'>{w.after}</Text><View className={`chip ${p.needsManager ? 'chip-warn' : 'chip-ok'}`}><Icon name={p.needsManager ? 'key' : 'check'} size={14} />{p.needsManager ? w.needManager : w.within}</View></View>
        {p.balanceBefore && p.balanceAfter ? (
          <View className='till-pv'>
            <View className='tile-i tile-tea'><Icon name='coin' size={20} /></View>
            <View className='f1'><View className='b'>{w.pointsRow} <Text className='n fig-17'>{count(p.balanceBefore.shown)}</Text> → <Text className='n fig-17'>{count(p.balanceAfter.shown)}</Text></View><View className='cap i2'>{w.pointsWhy(count(p.pointsReturned), count(p.clawback))}</View>{p.newDebt > 0 ? <View className='cap warn'>{w.debtRow(count(p.newDebt))}</View> : null}</View>
            <Text className={`n till-pv-n ${difference >= 0 ? 'ok' : ''}`}>{signed(difference)}</Text>
          </View>
        ) : null}
        {p.growthTaken > 0 ? <View className='till-pv'><View className='tile-i'><Icon name='up' size={20} /></View><View className='f1 b'>{w.growthRow}</View><Text className='n till-pv-n'>{signed(-p.growthTaken)}</Text></View> : null}
        {p.couponBack.map(c => <View key={c.memberCouponId} className='till-pv'><View className='tile-i'><Icon name='ticket' size={20} /></View><View className='f1'><View className='b'>{w.couponRow(c.title)}</View><View className='cap i2'>{w.couponWhy}</View></View><Text className='n till-pv-n'>+1</Text></View>)}
        {drops && p.tierBefore && p.tierAfter ? <View className='till-pv'><View className='row g2'><TillCard tier={p.tierBefore} /><Icon name='right' size={18} className='i3' /><TillCard tier={p.tierAfter} /></View><View className='f1 right b'>{w.cardBack(tierName(p.tierAfter.name, language))}</View></View> : null}
      </View>
      <View className='till-saym'><Icon name='chat' size={18} /><Text className='f1'>{w.say(w.saying(money(p.moneyMinor, currency), difference > 0 ? w.sayPlus(count(difference)) : difference < 0 ? w.sayMinus(count(-difference)) : ''))}</Text></View>
    </View>
  )
}
