import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useCurrency } from '../platform/shop'
import { useSay, useWords } from '../words'
import { sumText } from './figures'

type Step = AnswerOf<typeof routes.readMyOrder>['steps'][number]

/** A step by the name its owner gave it; one that has none (a member price, points) in the reader's language. */
function useTitle(): (s: Step) => string {
  const w = useWords()
  const say = useSay()
  return s => ((s.stage === 'points' || s.stage === 'item-price') && s.reason.code.startsWith('price-') ? say(s.reason) : s.title || (w.order.stage[s.stage] ?? s.stage))
}

/** One line of goods, from the list price to what is paid for it: each step's share of it, which sum exactly. */
export function LineSum({ line, steps, paid }: { line: { readonly lineNo: number; readonly listMinor: number; readonly payMinor: number }; steps: readonly Step[]; paid: string }) {
  const w = useWords()
  const titleOf = useTitle()
  const currency = useCurrency()
  const shares = steps.flatMap(s => s.shares.filter(x => x.lineNo === line.lineNo && x.minor !== 0).map(x => ({ title: titleOf(s), minor: x.minor })))
  return (
    <View className='ex'>
      <View className='eq sub'><Text className='i2'>{w.order.list}</Text><Text className='n fig-15'>{sumText(line.listMinor, currency)}</Text></View>
      {shares.map((s, i) => <View className='eq sub' key={i}><Text className='i2 f1 break'>{w.order.share(s.title)}</Text><Text className='n tea fig-15'>{sumText(-s.minor, currency)}</Text></View>)}
      <View className='eq sub b'><Text>{paid}</Text><Text className='n fig-15'>{sumText(line.payMinor, currency)}</Text></View>
    </View>
  )
}

/** The whole, from the list total down to what is paid. */
export function WholeSum({ listMinor, payMinor, steps, paid }: { listMinor: number; payMinor: number; steps: readonly Step[]; paid: string }) {
  const w = useWords()
  const titleOf = useTitle()
  const currency = useCurrency()
  return (
    <View className='paper grp whole'>
      <View className='eq sub'><Text className='i2'>{w.order.listTotal}</Text><Text className='n fig-15'>{sumText(listMinor, currency)}</Text></View>
      {steps.filter(s => s.amountMinor !== 0).map((s, i) => <View className='eq sub' key={i}><Text className='i2 f1 break'>{titleOf(s)}</Text><Text className='n tea fig-15'>{sumText(-s.amountMinor, currency)}</Text></View>)}
      <View className='eq b whole-end'><Text>{paid}</Text><Text className='n fig-20'>{sumText(payMinor, currency)}</Text></View>
    </View>
  )
}
