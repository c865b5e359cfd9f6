import { Text, View } from '@tarojs/components'
import type { PropsWithChildren, ReactNode } from 'react'
import { decimalOf, minorDigits } from '@huitou/units'
import { openRefusal, say } from '@huitou/words'
import { useLook } from '../platform/prefs'
import { useStore } from '../platform/store'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { goBack } from '../ui/nav'
import { Failed } from '../ui/scene'
import { Tap } from '../ui/tap'
import { TierThumb, TierWord, type TierShown } from '../ui/tier-card'
import { count, signOf } from '../ui/figures'
import { namedDrawing } from '../ui/goods'
import type { Serving } from './sale-state'
import { device, shift } from './till'
import { useTillWords, type TillWords } from './words'
import './till.scss'

export function TillNav({ title, note, onBack = goBack, children }: PropsWithChildren<{ title: string; note?: string; onBack?: () => void }>) {
  const w = useTillWords()
  const here = useStore(device)
  const who = useStore(shift)
  return (
    <View className='nav'>
      <View className='row g2 f1'>
        <Tap className='bk' label={w.back} onTap={onBack}><Icon name='left' /></Tap>
        <View className='b till-ti' role='heading' aria-level={1}>{title}</View>
        <View className='cap i2 el f1'>{note ?? [here?.storeName, who?.name].filter(Boolean).join(' · ')}</View>
      </View>
      {children}
    </View>
  )
}

/** What the till could not read; it asks again by itself. */
export function TillFailed({ error, again }: { error: unknown; again: () => void }) {
  const w = useTillWords()
  return <Failed error={error} title={w.notRead} text={w.notReadText} awayText={w.awayText} again={again} />
}

/** The card of a tier, small, with its word struck in. */
export function TillCard({ tier }: { tier: TierShown }) {
  const { language } = useLook()
  return <View className={`till-card on-${tier.material}`}><TierThumb tier={tier} /><View className='till-card-w' aria-hidden='true'><TierWord tier={tier} size='small' language={language} /></View></View>
}

/** A product's picture; goods typed by hand have a plain bag. */
export function Thumb({ picture, size = 40 }: { picture: string; size?: number }) {
  const art = namedDrawing(picture)
  return <View className='thumb'>{art ? <Art src={art} width={size} height={size} /> : <Icon name='bag' size={20} className='i3' />}</View>
}

export function MemberStrip({ now, onChange }: { now: Serving | null; onChange: () => void }) {
  const w = useTillWords()
  const m = now?.visit?.member ?? null
  const name = m ? m.nameMasked || w.member : now?.digits ? w.offlineMember : w.guestName
  return (
    <View className='paper till-tm'>
      {m?.tier ? <TillCard tier={m.tier} /> : <View className='tile-i tile-grey'><Icon name={now?.digits ? 'qr' : 'bag'} size={20} /></View>}
      <View className='f1'>
        <View className='row g2 wrap'><Text className='b nw'>{name}</Text>{m?.phoneLast4 ? <Text className='cap i2 nw'>{w.tail} <Text className='n'>{m.phoneLast4}</Text></Text> : null}
          {m && m.birthdayInDays !== null && m.birthdayInDays <= 30 ? <View className='chip chip-seal'>{w.birthday(m.birthdayInDays)}</View> : null}</View>
        <View className='cap i2'>{m ? <Text><Text className='n'>{count(m.points.available)}</Text> {w.points} · {w.coupons(m.coupons.length)}</Text> : now?.digits ? w.offlineMemberText : w.guestText}</View>
      </View>
      <Button kind='soft' size='small' onTap={onChange} id='till-change'><Icon name='scan' size={18} />{w.change}</Button>
    </View>
  )
}

/** Ten keys, 60 high; the two beside the zero are the screen's. */
export function Keypad({ onDigit, left, onBack }: { onDigit: (d: string) => void; left: ReactNode; onBack: () => void }) {
  const w = useTillWords()
  return (
    <View className='till-kb n'>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(d => <Tap key={d} className='till-key' id={`key-${d}`} label={d} onTap={() => onDigit(d)}>{d}</Tap>)}
      {left}
      <Tap className='till-key' id='key-0' label='0' onTap={() => onDigit('0')}>0</Tap>
      <Tap className='till-key till-key-alt' id='key-back' label={w.backspace} onTap={onBack}><Icon name='bksp' size={26} /></Tap>
    </View>
  )
}

/** An amount typed like on a till: digits run in from the right. Before the first key it may stand at another, which that key replaces. */
export function AmountKeys({ minor, before, set, currency }: { minor: number; before?: number | undefined; set: (minor: number) => void; currency: string }) {
  const type = (next: number): void => set(Math.min(next, 99_999_999))
  return (
    <View>
      <View className='till-mny n' role='status' id='amount-shown'><Text className={before === undefined ? '' : 'till-mny-all'}><Text className='sign'>{signOf(currency)}</Text>{decimalOf(before ?? minor, currency)}</Text></View>
      <View className='mt-3'><Keypad onDigit={d => type(minor * 10 + Number(d))} onBack={() => set(Math.floor(minor / 10))} left={minorDigits(currency) > 0 ? <Tap className='till-key till-key-alt' label='00' onTap={() => type(minor * 100)}>00</Tap> : <View className='till-key till-key-alt' />} /></View>
    </View>
  )
}

export interface Refusal { readonly code: string; readonly facts: Record<string, unknown> }
interface Way { readonly label: string; readonly act: () => void }

/** A coupon of somebody else: the clerk may serve its owner instead. */
export const wayToOwner = (r: Refusal, w: TillWords, act: () => void): Way | undefined => (r.code === 'coupon-of-another' ? { label: w.refuse['forThem'] as string, act } : undefined)

/** Title = the fact; the quote is what the clerk reads aloud; facts for the clerk; the cheapest way on, then the way without. */
export function RefusalSheet({ refusal, facts = [], first, second }: { refusal: Refusal; facts?: readonly (readonly [string, string])[]; first: Way; second?: Way }) {
  const w = useTillWords()
  const { language } = useLook()
  const spoken = w.refuse[refusal.code]
  const [title, quote] = Array.isArray(spoken) ? (spoken as readonly [string, string]) : [say(refusal.code, refusal.facts, language), w.failedSay]
  const currency = useStore(device)?.currency ?? 'CNY'
  const rows = [...facts, ...openRefusal({ currency, ...refusal.facts }, language).map((d): readonly [string, string] => [d.label, d.value])]
  const icon = refusal.code.startsWith('points') || refusal.code.startsWith('member') || refusal.code === 'confirmation-needed' ? 'coin' : refusal.code.startsWith('coupon') ? 'ticket' : refusal.code.startsWith('code') ? 'qr' : 'alert'
  return (
    <View>
      <View className='veil' />
      <View className='till-rsh' role='alertdialog' aria-label={title}>
        <View className='row g3'><View className='till-warn'><Icon name={icon} /></View><View className='h1 f1'>{title}</View></View>
        <View className='till-say mt-4'><View className='cap i2 row g1'><Icon name='sound' size={16} />{w.refuse['sayPrefix'] as string}</View><View className='till-quote'>“{quote}”</View></View>
        {rows.length > 0 ? <View className='mt-2' id='refusal-facts'>{rows.map(([k, v], i) => <View key={i} className='row sb g3 sub till-fact'><Text className='i2 nw'>{k}</Text><Text className='right'>{v}</Text></View>)}</View> : null}
        <View className='col g3 mt-4'>
          <Button size='till' full onTap={first.act} id='refusal-first'>{first.label}</Button>
          {second ? <Button kind='sec' full onTap={second.act} id='refusal-second'>{second.label}</Button> : null}
        </View>
      </View>
    </View>
  )
}
