import { Text, View } from '@tarojs/components'
import { BAG_MOST_UNITS } from '@huitou/contract'
import { useState } from 'react'
import { useCurrency } from '../platform/shop'
import { Art } from '../ui/art'
import { money, sumText } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { LineSum } from '../ui/price-sum'
import { Stepper } from '../ui/stepper'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import { type BagAnswer } from './bag-quote'
import { putInBag, takeOut, unitsIn, type BagLine } from './bag-store'
import { useBagWords } from './bag-words'

type Quote = BagAnswer['quote']

/** What lies in the bag; each line opens into how its price came about. `figures` is how those look that are of before its last change. */
export function Lines({ lines, quote, figures, onMore }: { lines: readonly BagLine[]; quote: Quote | null; figures: string; onMore: () => void }) {
  const w = useBagWords()
  const gifts = quote?.lines.filter(l => l.gift) ?? []
  return (
    <View className='paper grp bg-lines'>
      <View className='row sb bg-head'><View className='h2' role='heading' aria-level={2}>{w.kinds(lines.filter(l => !l.gone).length, unitsIn(lines))}</View><Tap className='lnk lnk-b' id='more-goods' onTap={onMore}><Icon name='plus' size={16} />{w.more}</Tap></View>
      {lines.map(l => <OneLine key={l.sku} line={l} quote={quote} figures={figures} />)}
      {gifts.map(g => <View key={g.lineNo} className='row g3 ruled bg-gift'><View className='thumb'><Icon name='gift' size={20} className='tea' /></View><View className='f1 sub'>{w.gift(g.name, g.quantity)}</View></View>)}
    </View>
  )
}

function OneLine({ line, quote, figures }: { line: BagLine; quote: Quote | null; figures: string }) {
  const w = useBagWords()
  const currency = useCurrency()
  const [open, setOpen] = useState(false)
  const priced = line.gone ? undefined : quote?.lines.find(l => l.sku === line.sku && !l.gift)
  const lower = priced && priced.payMinor < priced.listMinor
  const put = (quantity: number): void => {
    if (quantity > 0) { putInBag(line, quantity); return }
    const putBack = takeOut(line.sku)
    toast(w.removed(line.name), { label: w.undo, act: () => { if (!putBack()) toast(w.full) } })
  }
  const name = (
    <>
      <View className={`thumb ${line.gone ? 'bg-gone' : ''}`}><Art src={pictureOf(line.picture, line.name)} width={38} height={38} /></View>
      <View className='f1'>
        <View className={`sub b el2 ${line.gone ? 'i3' : ''}`}>{line.name}</View>
        {line.gone ? <View className='cap warn b'>{w.gone}</View> : priced ? <View className={`cap row g1 wrap ${figures}`}><Text className='n b'>{money(priced.payMinor, currency)}</Text>{lower ? <Text className='n i3 bg-was'>{sumText(priced.listMinor, currency)}</Text> : null}<Icon name={open ? 'up' : 'down'} size={14} className='i3' /></View> : null}
      </View>
    </>
  )
  return (
    <View className='ruled'>
      <View className='row g2 bg-line'>
        {priced ? <Tap className='row g3 f1 bg-line-t' onTap={() => setOpen(!open)}>{name}</Tap> : <View className='row g3 f1 bg-line-t'>{name}</View>}
        {line.gone ? <Tap className='lnk lnk-b' label={`${w.remove} ${line.name}`} onTap={() => put(0)}>{w.remove}</Tap> : <Stepper value={line.quantity} max={BAG_MOST_UNITS} label={line.name} onChange={put} />}
      </View>
      {open && priced && quote ? <LineSum line={priced} steps={quote.steps} paid={w.due} /> : null}
    </View>
  )
}
