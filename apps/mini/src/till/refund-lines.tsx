import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { AnswerOf, SendOf, routes } from '@huitou/contract'
import { Button } from '../ui/button'
import { money, sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Sheet } from '../ui/sheet'
import { Stepper } from '../ui/stepper'
import { Tap } from '../ui/tap'
import { AmountKeys, Thumb } from './parts'
import { useTillWords } from './words'

type Line = AnswerOf<typeof routes.readOrder>['lines'][number]
/** What goes back of lines, by their numbers: units, or an amount that leaves the goods with the customer. */
export type Chosen = Readonly<Record<number, { readonly quantity: number } | { readonly amountMinor: number }>>
export const linesOf = (chosen: Chosen): NonNullable<SendOf<typeof routes.refundOrder>['lines']> => Object.entries(chosen).map(([lineNo, what]) => ({ lineNo: Number(lineNo), ...what }))

/** Lines to tick; one with several units asks how many, and each may be by an amount instead. */
export function RefundLines({ lines, chosen, currency, onChoose }: { lines: readonly Line[]; chosen: Chosen; currency: string; onChoose: (next: Chosen) => void }) {
  const w = useTillWords()
  const [asked, setAsked] = useState<Line | null>(null)
  const choose = (lineNo: number, what: Chosen[number]): void => onChoose({ ...chosen, [lineNo]: what })
  const drop = (lineNo: number): void => onChoose(Object.fromEntries(Object.entries(chosen).filter(([no]) => Number(no) !== lineNo)))
  return (
    <View>
      {lines.map(l => {
        const left = l.quantity - l.refundedQuantity
        const leftMinor = l.payMinor - l.refundedMinor
        const what = chosen[l.lineNo]
        const amount = what && 'amountMinor' in what ? what.amountMinor : null
        return (
          <View key={l.lineNo} className='till-it'>
            <Tap role='checkbox' checked={!!what} label={l.name} disabled={left === 0} className='till-cb' id={`refund-line-${l.lineNo}`} onTap={() => { if (what) drop(l.lineNo); else choose(l.lineNo, { quantity: left }) }}><View className={`till-cb-b ${what ? 'till-cb-on' : ''}`}>{what ? <Icon name='check' size={16} /> : null}</View></Tap>
            <Thumb picture={l.picture} size={36} />
            <View className='f1'>
              <View className='sub b el'>{l.name}</View>
              {amount !== null ? <Tap className='lnk lnk-l till-alt' label={`${l.name} ${w.byUnits}`} id={`refund-units-${l.lineNo}`} onTap={() => choose(l.lineNo, { quantity: left })}>{w.byUnits}</Tap>
                : what && leftMinor > 0 ? <Tap className='lnk lnk-l till-alt' label={`${l.name} ${w.byAmount}`} id={`refund-amount-${l.lineNo}`} onTap={() => setAsked(l)}>{w.byAmount}</Tap>
                : <View className='cap i2'>{left === 0 ? w.nothingLeft : w.pieces(left)}</View>}
            </View>
            {amount !== null ? <Tap className='lnk lnk-b' label={`${w.howMuch} ${money(amount, currency)}`} onTap={() => setAsked(l)}><Text className='n fig-17'>{sumText(amount, currency)}</Text></Tap>
              : what && 'quantity' in what && left > 1 ? <Stepper value={what.quantity} min={1} max={left} label={l.name} onChange={quantity => choose(l.lineNo, { quantity })} />
              : <Text className={`n fig-17 ${what ? '' : 'i3'}`}>{sumText(leftMinor, currency)}</Text>}
          </View>
        )
      })}
      {asked ? <AmountSheet line={asked} chosen={chosen[asked.lineNo]} currency={currency} onClose={() => setAsked(null)} onAmount={amountMinor => { choose(asked.lineNo, { amountMinor }); setAsked(null) }} /> : null}
    </View>
  )
}

/** Money off one line: what was chosen before, else all that is left of it, until a key is pressed. More than that cannot be confirmed. */
function AmountSheet({ line, chosen, currency, onAmount, onClose }: { line: Line; chosen: Chosen[number] | undefined; currency: string; onAmount: (minor: number) => void; onClose: () => void }) {
  const w = useTillWords()
  const [typed, setTyped] = useState<number | null>(null)
  const most = line.payMinor - line.refundedMinor
  const first = chosen && 'amountMinor' in chosen ? chosen.amountMinor : most
  const minor = typed ?? first
  return (
    <Sheet title={w.howMuch} onClose={onClose}>
      <View className='sub b el'>{line.name}</View>
      <View className={`cap ${minor > most ? 'warn' : 'i2'}`} id='refund-most'>{w.mostBack(money(most, currency))}</View>
      <AmountKeys minor={typed ?? 0} before={typed === null ? first : undefined} set={setTyped} currency={currency} />
      <View className='mt-4'><Button size='till' full disabled={minor === 0 || minor > most} onTap={() => onAmount(minor)} id='refund-amount-ok'>{w.ok}</Button></View>
    </Sheet>
  )
}
