import type { ReactNode } from 'react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useExpiryWords } from '../ui/expiry-pick'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import type { Rule } from './rule-set'

const Token = ({ children, changed }: { children: ReactNode; changed?: boolean }) => <span className={'tk' + (changed ? ' old' : '')}>{children}</span>

/** A rule read aloud: one sentence, each value a token; what differs from the running rule is amber. */
export function RuleSay({ rule, old }: { rule: Rule; old?: Rule | undefined }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const s = t.say1
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const tierName = (id: string) => tiers.data?.current?.tiers.find((x) => x.tierId === id)?.name ?? id
  const gives = (n: number) => (rule.wallet === 'growth' ? s.growth : s.points)(f.whole(n))
  const off = <K extends keyof Rule>(k: K) => !!old && JSON.stringify(old[k]) !== JSON.stringify(rule[k])
  return (
    <>
      {rule.weekdays.length > 0 && <>{s.weekdays} <Token changed={off('weekdays')}>{rule.weekdays.map((d) => t.weekday(t.days[d - 1] ?? '')).join(t.and)}</Token> </>}
      {rule.monthDays.length > 0 && <>{s.weekdays} <Token changed={off('monthDays')}>{rule.monthDays.map((d) => t.monthDay(d)).join(t.and)}</Token> </>}
      {rule.birthday !== 'any' && <><Token changed={off('birthday')}>{t.birthdays[rule.birthday]}</Token> </>}
      {rule.tiers.length > 0 && <><Token changed={off('tiers')}>{rule.tiers.map(tierName).join(t.and)}</Token> </>}
      {rule.tags.length > 0 && <><Token changed={off('tags')}>{rule.tags.join(t.and)}</Token> </>}
      {rule.brands.length > 0 && <>{s.buys} <Token changed={off('brands')}>{rule.brands.join(t.and)}</Token> </>}
      {rule.categories.length > 0 && <>{s.buys} <Token changed={off('categories')}>{rule.categories.join(t.and)}</Token> </>}
      {rule.minSpendMinor > 0 && <>{s.minSpend} <Token changed={off('minSpendMinor')}>{f.round(rule.minSpendMinor)}</Token> </>}
      {!rule.rate && !rule.fixedPoints && rule.multiplierBp !== 10_000 ? (
        <>{t.ons[rule.on]}{s.multiplied} <Token changed={off('multiplierBp')}>{s.times(String(rule.multiplierBp / 10_000))}</Token></>
      ) : rule.rate ? (
        <>{s.pays} <Token changed={off('rate')}>{f.round(rule.rate.perMinor)}</Token> {s.gets} <Token changed={off('rate')}>{gives(rule.rate.points)}</Token></>
      ) : (
        <>{rule.perUnit ? t.per1[rule.perUnit] : rule.on === 'first-order' || rule.on === 'profile' ? s.once : s.each} <Token changed={off('on')}>{t.ons[rule.on]}</Token> <Token changed={off('fixedPoints')}>{gives(rule.fixedPoints ?? 0)}</Token></>
      )}
      {rule.multiplierBp !== 10_000 && (rule.rate || rule.fixedPoints) && <>{s.extra} <Token changed={off('multiplierBp')}>{s.times(String(rule.multiplierBp / 10_000))}</Token></>}
      {rule.on === 'order' && rule.wallet === 'points' && (rule.rate || rule.fixedPoints) && (rule.useTierMultiplier ? s.tiered : s.untiered)}
    </>
  )
}

export function useRuleWords() {
  const t = useWords(zh, en)
  const f = useFigures()
  const expiry = useExpiryWords()
  return {
    caps: (r: Rule) => [r.capPerOrder !== null && t.capOrder(f.whole(r.capPerOrder)), r.capPerDay !== null && t.capDay(f.whole(r.capPerDay)), r.capPerMonth !== null && t.capMonth(f.whole(r.capPerMonth))].filter(Boolean).join(t.and) || t.noCap,
    pending: (r: Rule) => (r.pendingDays ? t.afterDays(String(r.pendingDays)) : t.asShop),
    expiry: (r: Rule) => expiry(r.expiry),
  }
}
