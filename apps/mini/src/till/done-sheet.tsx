import { Text, View } from '@tarojs/components'
import { listed } from '@huitou/words'
import { useLook } from '../platform/prefs'
import { Button } from '../ui/button'
import { count, money, Price } from '../ui/figures'
import { Icon } from '../ui/icon'
import { tierName } from '../ui/tier-card'
import { TillCard } from './parts'
import type { Settlement } from './sale-state'
import { toTill } from './till'
import { useTillWords } from './words'

export function DoneSheet({ done, currency, onNext }: { done: Settlement | 'queued'; currency: string; onNext: () => void }) {
  const w = useTillWords()
  const { language } = useLook()
  const s = done === 'queued' ? null : done
  const rose = s?.tierAfter && s.tierAfter.tierId !== s.tierBefore?.tierId ? s.tierAfter : null
  return (
    <View>
      <View className='veil' />
      <View className='till-rsh' role='alertdialog' aria-label={s ? w.settled : w.queuedDone} id='till-done'>
        <View className='row g3'><View className='tile-i till-ok-i'><Icon name={s ? 'check' : 'off'} /></View><View className='h1 f1'>{s ? w.settled : w.queuedDone}</View>{s ? <View className='till-big'><Price minor={s.payMinor} currency={currency} /></View> : null}</View>
        {s ? (
          <View className='mt-3'>
            {s.savedMinor > 0 ? <View className='till-fact row sb'><Text className='i2'>{w.savedAll(money(s.savedMinor, currency))}</Text><Text className='i2 sub'>{listed(s.couponTitles, language)}</Text></View> : null}
            {s.pointsEarned > 0 ? <View className='till-fact row sb'><Text>{w.earned(count(s.pointsEarned))}</Text><Text className='n tea fig-20'>+{count(s.pointsEarned)}</Text></View> : null}
            {s.pendingEarned > 0 ? <View className='till-fact row sb i2'><Text>{w.earnedLater(count(s.pendingEarned))}</Text></View> : null}
            {rose ? <View className='till-fact row g3'><TillCard tier={rose} /><Text className='b'>{w.tierNow(tierName(rose.name, language))}</Text></View> : null}
            <View className='cap i3 mt-2'>{w.order} {s.orderNo}</View>
          </View>
        ) : null}
        <View className='col g3 mt-4'>
          <Button size='till' full onTap={onNext} id='till-next-customer'>{w.nextOne}</Button>
          {s ? <Button kind='sec' full onTap={() => { onNext(); toTill('refund', `?id=${s.orderId}`) }}>{w.refund}</Button> : null}
        </View>
      </View>
    </View>
  )
}
