import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { money, sumText } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { useSay } from '../words'
import type { LocalQuote } from './goods'
import type { Quote } from './sale-state'
import { useTillWords } from './words'

/** The way the total came about: each reduction opens into its share of each line. */
export function QuotePaper({ quote, here, dim, currency, onChange }: { quote: Quote | null; here: LocalQuote | null; dim: boolean; currency: string; onChange: () => void }) {
  const w = useTillWords()
  const saySo = useSay()
  const [open, setOpen] = useState<string | null>(null)
  if (here) {
    return (
      <View className='paper till-bx' style={{ paddingBottom: '8px' }}>
        <View className='till-bh'><Text className='h2'>{w.best}</Text></View>
        <View className='till-q sub'><Text className='f1'>{w.sumGoods}</Text><Text className='n'>{sumText(here.listMinor, currency)}</Text></View>
        {here.gifts.map(g => <View key={g.sku} className='till-q sub'><Icon name='gift' size={16} className='tea' /><Text className='f1'>{w.givenWith(g.name, g.quantity)}</Text></View>)}
        {here.steps.map(s => <View key={s.title} className='till-q sub'><Text className='f1'>{s.title}</Text><Text className='n tea'>{sumText(-s.amountMinor, currency)}</Text></View>)}
        <View className='till-q till-nt cap i2'><Icon name='lock' size={16} /><Text className='f1'>{w.offlineOnly}</Text></View>
      </View>
    )
  }
  if (!quote) return null
  const names = new Map(quote.lines.map(l => [l.lineNo, l.name]))
  const next = quote.nextThreshold
  const more = next ? w.more(money(next.missingMinor, currency), next.title) : null
  const gifts = quote.lines.filter(l => l.gift)
  return (
    <View className='paper till-bx' style={{ paddingBottom: '8px', ...(dim ? { opacity: 0.55 } : {}) }} aria-busy={dim ? 'true' : 'false'} id='till-quote'>
      <View className='till-bh'>
        <View className='row g2 wrap'><Text className='h2 nw'>{w.best}</Text>{quote.tried > 1 ? <View className='chip chip-ok'><Icon name='check' size={14} />{quote.exact ? w.bestOf(quote.tried) : w.inTime}</View> : null}</View>
        <Tap className='lnk' label={w.how} id='till-wishes' onTap={onChange}><Text>{w.changeIt}</Text><Icon name='right' size={14} /></Tap>
      </View>
      <View className='till-q sub'><Text className='f1'>{w.sumGoods}</Text><Text className='n'>{sumText(quote.listMinor, currency)}</Text></View>
      {quote.steps.map(s => {
        const key = `${s.stage}:${s.id}`
        return (
          <View key={key}>
            <Tap className='till-q sub' style={{ borderTop: '1px solid var(--line)' }} label={`${s.title} ${sumText(-s.amountMinor, currency)}`} onTap={() => setOpen(open === key ? null : key)}>
              <Text className='f1'>{s.title}</Text><Text className='n tea'>{sumText(-s.amountMinor, currency)}</Text><Icon name={open === key ? 'up' : 'down'} size={14} className='i3' />
            </Tap>
            {open === key ? <View className='till-sp cap i2'>{s.shares.filter(x => x.minor !== 0).map(x => <View key={x.lineNo} className='till-sp-l'><Text className='el'>{names.get(x.lineNo)} <Text className='n'>{sumText(x.baseMinor, currency)}</Text></Text><Text className='n'>{sumText(-x.minor, currency)}</Text></View>)}</View> : null}
          </View>
        )
      })}
      {gifts.map(g => <View key={g.lineNo} className='till-q sub' style={{ borderTop: '1px solid var(--line)' }}><Icon name='gift' size={16} className='tea' /><Text className='f1'>{w.givenWith(g.name, g.quantity)}</Text><Text className='n'>{sumText(0, currency)}</Text></View>)}
      {quote.runnerUp ? <View className='till-q till-nt cap i2'><Icon name='info' size={16} /><Text className='f1'>{w.runnerUp(money(quote.runnerUp.moreMinor, currency))}</Text></View> : null}
      {more ? <View className='till-q till-nt cap i2'><Icon name='spark' size={16} className='tea' /><Text className='f1'>{more[0]}<Text className='n b tea'>{more[1]}</Text>{more[2]}</Text></View> : null}
      {quote.nextUnits ? <View className='till-q till-nt cap i2'><Icon name='spark' size={16} className='tea' /><Text className='f1'>{w.moreUnits(quote.nextUnits.missingUnits, quote.nextUnits.title)}</Text></View> : null}
      {quote.unusable.slice(0, 3).map(u => <View key={u.memberCouponId} className='till-q till-nt cap i2'><Icon name='ticket' size={16} /><Text className='f1'>{u.title} · {saySo(u.reason)}</Text></View>)}
    </View>
  )
}
