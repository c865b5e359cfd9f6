import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Stepper } from '../ui/stepper'
import { Tap } from '../ui/tap'
import { Thumb } from './parts'
import { useTillWords } from './words'

type Order = AnswerOf<typeof routes.readOrder>

/** Lines to tick; one with several units asks how many. */
export function RefundLines({ order, chosen, currency, onChoose }: { order: Order; chosen: Readonly<Record<number, number>>; currency: string; onChoose: (next: Readonly<Record<number, number>>) => void }) {
  const w = useTillWords()
  return (
    <View>
      {order.lines.map(l => {
        const left = l.quantity - l.refundedQuantity
        const q = chosen[l.lineNo] ?? 0
        const on = q > 0
        return (
          <View key={l.lineNo} className='till-it'>
            <Tap role='checkbox' checked={on} label={l.name} disabled={left === 0} className='till-cb' id={`refund-line-${l.lineNo}`} onTap={() => onChoose({ ...chosen, [l.lineNo]: on ? 0 : left })}><View className={`till-cb-b ${on ? 'till-cb-on' : ''}`}>{on ? <Icon name='check' size={16} /> : null}</View></Tap>
            <Thumb picture={l.picture} size={36} />
            <View className='f1'><View className='sub b el'>{l.name}</View><View className='cap i2'>{left === 0 ? w.nothingLeft : w.pieces(left)}</View></View>
            {on && left > 1 ? <Stepper value={q} min={1} max={left} label={l.name} onChange={n => onChoose({ ...chosen, [l.lineNo]: n })} /> : <Text className={`n fig-17 ${on ? '' : 'i3'}`}>{sumText(l.payMinor - l.refundedMinor, currency)}</Text>}
          </View>
        )
      })}
    </View>
  )
}
