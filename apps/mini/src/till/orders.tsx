import { Text, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { useReading } from '../platform/read'
import { useStore } from '../platform/store'
import { money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Page } from '../ui/page'
import { Empty } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { Field } from './field'
import { useShiftGuard } from './guard'
import { TillFailed, TillNav } from './parts'
import { clock } from './scan-facts'
import { device, tillApi, toTill } from './till'
import { useTillWords } from './words'
import './till.scss'

/** The latest orders of this store, to refund or undo. */
export default function Orders() {
  const w = useTillWords()
  useShiftGuard()
  const currency = useStore(device)?.currency ?? 'CNY'
  const [text, setText] = useState('')
  const { value: rows, error, again } = useReading(async () => (await tillApi.listTillOrders({ limit: 50, ...(text ? { search: text } : {}) })).items)
  const asked = useRef(text)
  useEffect(() => {
    if (asked.current !== text) void again()
    asked.current = text
  }, [text])
  return (
    <Page className='till-pg'>
      <TillNav title={w.orders} />
      <View className='edge'><Field id='orders-search' label={w.search} value={text} set={setText} /></View>
      {error ? <TillFailed error={error} again={() => void again()} /> : rows === null ? <BoneRows /> : rows.length === 0 ? <Empty title={w.ordersEmpty} /> : (
        <View className='paper till-bx mt-3'>
          {rows.map(o => (
            <Tap key={o.orderId} className='till-it' style={{ borderTopWidth: '0' }} label={`${w.order} ${o.orderNo}`} onTap={() => toTill('refund', `?id=${o.orderId}`)}>
              <View className='f1'><View className='row g2'><Text className='b'>{o.nameMasked ?? w.guestOrder}</Text><Text className='cap i2'>{clock(Date.parse(o.at))}</Text></View><View className='cap i2 el'>{w.order} {o.orderNo}{o.refundedMinor > 0 ? ` · ${w.refunded(money(o.refundedMinor, currency))}` : ''}</View></View>
              <Text className='n fig-17'>{money(o.payMinor, currency)}</Text><Icon name='right' size={14} className='i3' />
            </Tap>
          ))}
        </View>
      )}
    </Page>
  )
}
