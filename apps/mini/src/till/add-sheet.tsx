import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { decimalOf, minorOf } from '@huitou/units'
import { Button } from '../ui/button'
import { money } from '../ui/figures'
import { Sheet } from '../ui/sheet'
import { Tap } from '../ui/tap'
import { Field } from './field'
import { search } from './goods'
import { AmountKeys, Thumb } from './parts'
import { addLine } from './sale-state'
import { useTillWords } from './words'

/** Goods found by name, SKU or barcode; or a plain amount. */
export function AddSheet({ kind, currency, onClose }: { kind: 'goods' | 'amount'; currency: string; onClose: () => void }) {
  return kind === 'goods' ? <Goods currency={currency} onClose={onClose} /> : <Amount currency={currency} onClose={onClose} />
}

function Goods({ currency, onClose }: { currency: string; onClose: () => void }) {
  const w = useTillWords()
  const [text, setText] = useState('')
  const found = search(text)
  return (
    <Sheet title={w.goods} onClose={onClose}>
      <Field id='goods-search' label={w.searchGoods} value={text} set={setText} focus />
      <View className='mt-2' style={{ maxHeight: '50vh', overflowY: 'auto' }}>
        {found.length === 0 ? <View className='center i2 sub' style={{ padding: '24px 0' }}>{w.noGoods}</View> : found.map(p => (
          <Tap key={p.sku} className='till-pick' label={p.name} onTap={() => addLine({ sku: p.sku, name: p.name, category: p.category, picture: p.picture, unitMinor: p.priceMinor })}>
            <View className='row g3 f1'><Thumb picture={p.picture} /><View className='f1'><View className='sub b el2'>{p.name}</View><View className='cap i2'>{p.category}</View></View></View><Text className='n fig-15'>{money(p.priceMinor, currency)}</Text>
          </Tap>
        ))}
      </View>
      <View className='mt-3'><Button full onTap={onClose} id='goods-ok'>{w.ok}</Button></View>
    </Sheet>
  )
}

function Amount({ currency, onClose }: { currency: string; onClose: () => void }) {
  const w = useTillWords()
  const [minor, setMinor] = useState(0)
  const add = (): void => {
    addLine({ sku: null, name: w.amountName, category: '', picture: '', unitMinor: minorOf(decimalOf(minor, currency), currency) ?? 0 })
    onClose()
  }
  return (
    <Sheet title={w.amount} onClose={onClose}>
      <AmountKeys minor={minor} set={setMinor} currency={currency} />
      <View className='mt-4'><Button size='till' full disabled={minor === 0} onTap={add} id='amount-add'>{w.add}</Button></View>
    </Sheet>
  )
}
