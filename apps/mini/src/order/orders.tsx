import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { Price } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import './order.scss'

type Row = AnswerOf<typeof routes.listMyOrders>['items'][number]

export default function Orders() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const currency = useCurrency()
  const list = usePages<Row>(cursor => api.listMyOrders({ cursor }), o => o.orderId)
  return (
    <Page>
      <Nav title={w.orders.title} />
      {!list.items ? (list.error ? <Failed error={list.error} again={list.again} /> : <BoneRows height={64} />) : list.items.length === 0 ? <Empty title={w.orders.empty} text={w.orders.emptyText} /> : (
        <View className='paper grp'>
          {list.items.map(o => (
            <Tap className='rw od-row' key={o.orderId} role='link' onTap={() => void Taro.navigateTo({ url: `/order/order?id=${o.orderId}` })}>
              <View className='thumb'><Art src={pictureOf('', o.firstLine)} width={38} height={38} lazy /></View>
              <View className='f1'><View className='sub b el'>{o.firstLine}</View><View className='cap i2 el'>{[instantText(o.at, w), o.storeName].filter(Boolean).join(' · ')}</View>{w.orders.state[o.state] ? <Text className='cap warn'>{w.orders.state[o.state]}</Text> : null}</View>
              <Price minor={o.payMinor} currency={currency} className='fig-17' /><Icon name='right' size={16} className='i3' />
            </Tap>
          ))}
          {list.hasMore ? <View className='center ruled ld-more'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null}
        </View>
      )}
    </Page>
  )
}
