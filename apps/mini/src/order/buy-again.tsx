import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { listed } from '@huitou/words'
import { putAllInBag } from '../bag/bag-store'
import { useBagWords } from '../bag/bag-words'
import { useLook } from '../platform/prefs'
import { useWords } from '../words'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { toast } from '../ui/toast'

type Line = AnswerOf<typeof routes.readMyOrder>['lines'][number]

/** What of an order can be bought again, each of it once with all its units, and what is no longer sold. Gifts are nobody's choice. */
export function againOf(lines: readonly Line[]): { goods: { sku: string; name: string; picture: string; quantity: number }[]; gone: string[] } {
  const bought = lines.filter(l => !l.gift)
  const units = (sku: string): number => bought.reduce((sum, l) => (l.sku === sku ? sum + l.quantity : sum), 0)
  const goods = bought.flatMap(({ sku, name, picture, onSale }, i) => (sku && onSale && bought.findIndex(b => b.sku === sku) === i ? [{ sku, name, picture, quantity: units(sku) }] : []))
  return { goods, gone: [...new Set(bought.filter(l => !l.sku || !l.onSale).map(l => l.name))] }
}

/** The order's goods into the bag as often as they were bought, and on to it. */
export function BuyAgain({ lines }: { lines: readonly Line[] }) {
  const w = useWords()
  const full = useBagWords().full
  const { language } = useLook()
  const { goods, gone } = againOf(lines)
  const buy = (): void => {
    if (!putAllInBag(goods)) toast(full)
    void Taro.navigateTo({ url: '/bag/bag' })
  }
  return (
    <View className='foot'>
      {gone.length > 0 ? <View className='cap i2 el2 od-gone' id='no-more'>{w.order.noMore(listed(gone, language))}</View> : null}
      <Button full disabled={goods.length === 0} onTap={buy} id='buy-again'><Icon name='bag' size={20} />{w.order.again}</Button>
    </View>
  )
}
