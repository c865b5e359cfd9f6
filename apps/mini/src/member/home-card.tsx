import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useLook } from '../platform/prefs'
import { useCurrency } from '../platform/shop'
import { useWords } from '../words'
import { dayText } from '../words/time'
import { count, money } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Ridge } from '../ui/ridge'
import { openCode } from '../ui/tab-bar'
import { Tap } from '../ui/tap'
import { TierCard, TierWord, type TierShown } from '../ui/tier-card'
import { amountText, keepFirst, keptText, percentOf, StandingLine, type Home } from './standing'

const untiered: TierShown = { name: '会员', material: 'silver' }

/** The card looking out of its sleeve, and on the sleeve what matters today. */
export function HomeCard({ home: h }: { home: Home }) {
  const w = useWords()
  const { language } = useLook()
  const currency = useCurrency()
  const p = h.progress
  const tier = p.tier ?? untiered
  const expiry = h.expiries[0]
  const points = count(h.points.shown)
  const goal = keepFirst(p) ? p.keepNeed : p.needNext
  return (
    <>
      <Tap className='stage' onTap={openCode} id='card'>
        <TierCard tier={tier}>
          <View className='c-in'><TierWord tier={tier} language={language} /><View className='sub b el c-name'>{h.me.name || w.signIn.newFriend}</View></View>
          <View className='c-meta'><View className='cap b'>{w.home.years(h.sinceYears)}</View><View className='pill'><Icon name='qr' size={16} />{w.home.showCode}</View></View>
        </TierCard>
      </Tap>
      <View className='pk-w'>
        <View className={`pull pull-${tier.material}`}><Icon name='up' /></View>
        <View className='pk'>
          <View className='pk-stitch' />
          <Tap className='row sb g2 pk-line' role='link' onTap={() => void Taro.navigateTo({ url: '/member/tiers' })}><View className='f1'><StandingLine progress={p} /></View><Icon name='right' size={18} className='i3' /></Tap>
          {goal ? <Ridge percent={keepFirst(p) ? Math.round((p.have / goal) * 100) : percentOf(p)} label={w.home.progress(percentOf(p))} /> : null}
          <View className='row sb cap i2 mt-1 g2'><View className='f1'>{keptText(p, w, language)}</View>{goal ? <Text className='n nw'>{`${amountText(p.have, p.unit, currency)} / ${amountText(goal, p.unit, currency).replace(/^[^\d]+/, '')}`}</Text> : null}</View>
          <View className='pk-rule' />
          <Tap className='pts' role='link' onTap={() => void Taro.navigateTo({ url: '/points/statement' })} id='points'>
            <View className='f0'><View className='cap i2'>{w.home.points}</View><View className={`n mt-1 ${points.length > 10 ? 'big-9' : 'big'}`}>{points}</View></View>
            <View className='pts-r'>
              {h.points.debt > 0 && h.points.shown <= 0 ? <View className='chip chip-warn'>{w.home.debt(count(h.points.debt))}</View> : expiry ? <View className='chip chip-tea'><Icon name='clock' size={14} /><View><Text className='n'>{count(expiry.points)}</Text>{` ${w.home.expire(dayText(expiry.on, w))}`}</View></View> : null}
              {h.points.worthMinor ? <View className='sub i2 nw'>{w.home.worth}<Text className='n'>{` ${money(h.points.worthMinor, currency)}`}</Text></View> : null}
            </View>
          </Tap>
        </View>
      </View>
    </>
  )
}
