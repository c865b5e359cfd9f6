import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { useStore } from '../platform/store'
import { money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Stepper } from '../ui/stepper'
import { Tap } from '../ui/tap'
import { Thumb } from './parts'
import { basket, listTotal, setQuantity, units } from './sale-state'
import { useTillWords } from './words'

/** What is in the bag: pictures in a row when folded, lines with steppers when open. */
export function BasketPaper({ currency, onGoods, onAmount }: { currency: string; onGoods: () => void; onAmount: () => void }) {
  const w = useTillWords()
  const lines = useStore(basket)
  const [open, setOpen] = useState(true)
  const acts = (
    <View className='row g3'>
      <Tap className='lnk' label={w.addGoods} id='till-add-goods' onTap={onGoods}><Icon name='barcode' size={20} /><Text>{w.addGoods}</Text></Tap>
      <Tap className='lnk' label={w.addAmount} id='till-add-amount' onTap={onAmount}><Icon name='key' size={20} /><Text>{w.addAmount}</Text></Tap>
    </View>
  )
  if (lines.length === 0) {
    return <View className='paper till-bx center' style={{ padding: '20px 16px 12px' }}><View className='b'>{w.emptyBasket}</View><View className='sub i2 mt-1'>{w.emptyBasketText}</View><View className='row mid-c mt-2'>{acts}</View></View>
  }
  return (
    <View className='paper till-bx'>
      <View className='till-bh wrap'><View className='row g2'><Text className='h2 nw'>{w.kinds(lines.length, units(lines))}</Text><Tap className='lnk' label={open ? w.fold : w.expand} onTap={() => setOpen(!open)}><Icon name={open ? 'up' : 'down'} size={18} /></Tap></View>{acts}</View>
      {open ? lines.map((l, i) => (
        <View key={`${l.sku ?? l.name}-${i}`} className='till-it'>
          <Thumb picture={l.picture} />
          <View className='f1'><View className='sub b el2'>{l.name}</View><View className='cap i2 n'>{money(l.unitMinor, currency)}{l.reservation ? <Text className='seal'> · {w.reserved(l.reservation.units)}</Text> : null}</View></View>
          <Stepper value={l.quantity} label={l.name} onChange={q => setQuantity(i, l.reservation ? Math.min(q, l.reservation.units) : q)} />
        </View>
      )) : (
        <View className='row g2' style={{ minHeight: '72px' }}>
          <View className='till-thumbs'>{lines.slice(0, 4).map((l, i) => <View key={i} className='till-thumb'><Thumb picture={l.picture} />{l.quantity > 1 ? <View className='till-thumb-n n'>{l.quantity}</View> : null}</View>)}</View>
          <View className='f1 cap i2 right'>{w.total} <Text className='n'>{money(listTotal(lines), currency)}</Text></View>
        </View>
      )}
    </View>
  )
}
