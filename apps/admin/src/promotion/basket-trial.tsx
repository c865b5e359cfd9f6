import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { ArrowUpRight, Check, CircleSlash, Gift, Medal, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useRead } from '../platform/ask'
import type { Answer, Send } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Figure } from '../ui/form'
import { Note } from '../ui/note'
import { Bone } from '../ui/states'
import { promotion as en } from '../words/en/promotion'
import { promotion as zh } from '../words/zh/promotion'
import { PickProduct } from './kind-fields'
import type { Terms } from './terms'

type Trial = Answer<'previewPromotion'>
type Quote = Trial['withIt']
interface Line { sku: string; name: string; quantity: number }

/** A basket under the draft, priced by the server with the engine of the till, anew with every change. */
export function BasketTrial({ terms, promotionId }: { terms: Terms; promotionId: string | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const [lines, setLines] = useState<Line[] | null>(null)
  const [memberId, setMemberId] = useState<string | null>(null)
  const [storeId, setStoreId] = useState<string | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const shelf = useRead('listProducts', { limit: 20 }, { fresh: 60_000 })
  const stores = useRead('listStores', {}, { fresh: 300_000 })
  useEffect(() => {
    if (lines === null && shelf.data) setLines(shelf.data.items.filter((p) => p.onSale).slice(0, 3).map((p) => ({ sku: p.sku, name: p.name, quantity: 1 })))
  }, [lines, shelf.data])
  const ask = useMemo((): Send<'previewPromotion'> => ({ terms: { ...terms, title: terms.title.trim() || t.newTitle }, promotionId, lines: (lines ?? []).map((l) => ({ sku: l.sku, quantity: l.quantity })), memberId, storeId, at, usePoints: memberId !== null, shippingMinor: terms.kind === 'shipping-off' ? 8 * f.unit : 0 }), [terms, promotionId, lines, memberId, storeId, at, t.newTitle, f.unit])
  const rested = useRested(ask, 250)
  const trial = useRead('previewPromotion', rested, { on: rested.lines.length > 0, fresh: 10_000 })
  const set = (i: number, quantity: number | null) => setLines((lines ?? []).flatMap((l, k) => (k !== i ? [l] : quantity === null ? [] : [{ ...l, quantity }])))
  return (
    <div>
      <div className="row g8 mb8">
        <h2 className="sec">{t.trial}</h2><span className="pill">{t.sameEngine}</span><span className="f1" />
        {trial.data && <span className="sm c3 row g6"><Check size={13} color="var(--ht-good)" aria-hidden />{trial.data.withIt.exact ? t.tried(f.whole(trial.data.withIt.tried)) : t.inTime}</span>}
      </div>
      <div className="row g6 wrap mb8">
        <PickMember memberId={memberId} onPick={setMemberId} />
        <DatePicker size="small" style={{ width: 150 }} showTime={{ format: 'HH:mm' }} format="MM-DD HH:mm" aria-label={t.whenTry} placeholder={t.nowTry} value={at ? dayjs(at) : null} onChange={(d) => setAt(d ? d.toISOString() : null)} />
        <Select size="small" allowClear style={{ width: 140 }} aria-label={t.whereTry} placeholder={t.anywhere} value={storeId} onChange={(v) => setStoreId(v ?? null)} options={(stores.data?.items ?? []).map((s) => ({ value: s.storeId, label: s.name }))} />
        <PickProduct width={130} label={t.addGoods} sku="" name="" onPick={(p) => setLines([...(lines ?? []).filter((l) => l.sku !== p.sku), { sku: p.sku, name: p.name, quantity: ((lines ?? []).find((l) => l.sku === p.sku)?.quantity ?? 0) + 1 }])} />
      </div>
      {lines === null || (trial.isPending && lines.length > 0) ? <Bone w="100%" h={170} /> : lines.length === 0 ? <Note tone="note">{t.emptyBasket}</Note> : trial.isError ? <Note tone="bad">{sentence(trial.error)} <Button size="small" type="link" onClick={() => void trial.refetch()}>{t.tryAgain}</Button></Note> : (
        <div style={{ opacity: trial.isPlaceholderData ? 0.55 : 1 }} aria-busy={trial.isPlaceholderData}>
          <Basket quote={trial.data!.withIt} lines={lines} onQuantity={set} />
          <Why trial={trial.data!} />
        </div>
      )}
    </div>
  )
}

function PickMember({ memberId, onPick }: { memberId: string | null; onPick: (id: string | null) => void }) {
  const t = useWords(zh, en)
  const [text, setText] = useState('')
  const search = useRested(text.trim(), 250)
  const found = useRead('listMembers', { limit: 8, ...(search ? { search } : {}) }, { fresh: 30_000 })
  const [name, setName] = useState('')
  const items = found.data?.items ?? []
  return (
    <Select size="small" showSearch allowClear filterOption={false} style={{ width: 150 }} aria-label={t.whoTry} placeholder={t.nobody} value={memberId} onSearch={setText} onChange={(id: string | undefined) => { onPick(id ?? null); setName(items.find((m) => m.memberId === id)?.name ?? name) }}
      options={[...(memberId && !items.some((m) => m.memberId === memberId) ? [{ value: memberId, label: name }] : []), ...items.map((m) => ({ value: m.memberId, label: m.tier ? `${m.name} · ${m.tier.name}` : m.name }))]} />
  )
}

const STAGE_OF = { 'item-price': 'price', 'item-promotion': 'promotion', 'order-promotion': 'promotion', coupon: 'coupon', points: 'points', shipping: 'shipping' } as const

function Basket({ quote: q, lines, onQuantity }: { quote: Quote; lines: Line[]; onQuantity: (i: number, quantity: number | null) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const share = (stage: string, lineNo: number) => q.steps.filter((s) => STAGE_OF[s.stage] === stage).reduce((sum, s) => sum + s.shares.reduce((n, x) => (x.lineNo === lineNo ? n + x.minor : n), 0), 0)
  const total = (stage: string) => q.steps.filter((s) => STAGE_OF[s.stage] === stage).reduce((sum, s) => sum + s.amountMinor, 0)
  const bare = (minor: number) => f.money(minor).replace(f.symbol, '')
  const off = (minor: number) => (minor > 0 ? <span style={{ color: 'var(--ht-good)' }}>−{bare(minor)}</span> : <span className="c3">—</span>)
  const columns = (['promotion', 'coupon', 'points'] as const).filter((c) => c === 'promotion' || total(c) > 0)
  return (
    <div style={{ border: '1px solid var(--ht-line-strong)', borderRadius: 10, overflow: 'hidden', background: 'var(--ht-surface)' }}>
      <table className="wide trial">
        <thead><tr><th style={{ paddingLeft: 12 }}>{t.basket}</th><th className="r">{t.itemPrice}</th>{columns.map((c) => <th key={c} className="r">{t.trialColumns[c]}</th>)}<th className="r" style={{ paddingRight: 12 }}>{t.toPay}</th></tr></thead>
        <tbody>
          {q.lines.map((l, i) => (l.gift ? (
            <tr key={`g${l.lineNo}`}><td colSpan={columns.length + 2} style={{ paddingLeft: 12 }} className="c2"><span className="row g6"><Gift size={13} aria-hidden />{t.giftLine(l.name, f.whole(l.quantity))}</span></td><td className="r c3" style={{ paddingRight: 12 }}>{bare(0)}</td></tr>
          ) : (
            <tr key={l.lineNo}>
              <td style={{ paddingLeft: 12 }}><div className="ell" style={{ maxWidth: 150 }}>{l.name}</div><span className="row g4"><Figure label={t.quantityOf(l.name)} width={48} min={1} max={999} value={lines[i]?.quantity ?? l.quantity} onChange={(n) => onQuantity(i, n ?? 1)} /><Button size="small" type="text" aria-label={t.takeOut(l.name)} icon={<X size={13} />} onClick={() => onQuantity(i, null)} /></span></td>
              <td className="r">{share('price', l.lineNo) > 0 && <div className="xs c3"><s>{bare(l.listMinor)}</s></div>}{bare(l.listMinor - share('price', l.lineNo))}</td>
              {columns.map((c) => <td key={c} className="r">{off(share(c, l.lineNo))}</td>)}
              <td className="r b" style={{ paddingRight: 12 }}>{bare(l.payMinor)}</td>
            </tr>
          )))}
          <tr><td className="b" style={{ paddingLeft: 12 }}>{t.total}</td><td className="r">{bare(q.listMinor - total('price'))}</td>{columns.map((c) => <td key={c} className="r">{off(total(c))}</td>)}<td className="r b" style={{ paddingRight: 12, fontSize: 16 }}>{f.money(q.payMinor)}</td></tr>
        </tbody>
      </table>
    </div>
  )
}

function Why({ trial: { withIt: q, without, unused } }: { trial: Trial }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const firstStep = q.steps.find((s) => s.stage === 'order-promotion' || s.stage === 'item-promotion')
  const share = firstStep?.shares.reduce<(typeof firstStep.shares)[number] | null>((a, b) => (a && a.minor >= b.minor ? a : b), null)
  const fact = (name: string, value: string, bold = false) => <div key={name} className={'row sb g12' + (bold ? ' b' : '')} style={{ padding: '5px 0', borderTop: '1px solid var(--ht-line)' }}><span className={bold ? '' : 'c2'}>{name}</span><span className="ht-tnum nw">{value}</span></div>
  const base = firstStep?.shares.reduce((sum, s) => sum + s.baseMinor, 0) ?? 0
  const hint = (icon: React.ReactNode, body: React.ReactNode) => <div className="row g8" style={{ padding: '10px 0', borderTop: '1px solid var(--ht-line)', alignItems: 'flex-start' }}><span style={{ marginTop: 2 }}>{icon}</span><span>{body}</span></div>
  return (
    <>
      <div style={{ display: 'grid', gridTemplateColumns: share ? '1fr 1fr' : '1fr', gap: 18, margin: '14px 0 10px' }}>
        {share && firstStep && (
          <section><h3 className="sec">{t.whyShare(q.lines.find((l) => l.lineNo === share.lineNo)?.name ?? '', f.money(share.minor))}</h3>
            {fact(firstStep.title, f.money(firstStep.amountMinor))}
            {fact(t.itsShare(q.lines.find((l) => l.lineNo === share.lineNo)?.name ?? ''), `${f.money(share.baseMinor)} / ${f.money(base)}`)}
            {base > 0 && fact(`${f.money(firstStep.amountMinor)} × ${f.percent(share.baseMinor / base)}`, (firstStep.amountMinor * share.baseMinor / base / f.unit).toFixed(4))}
            {fact(t.byRemainder, f.money(share.minor), true)}
          </section>
        )}
        <section><h3 className="sec">{t.whyPrice}</h3>
          {q.steps.map((s) => fact(s.title || sentence(s.reason), s.amountMinor > 0 ? `−${f.money(s.amountMinor)}` : t.asGift))}
          {fact(t.savedInAll, f.money(q.savedMinor), true)}
          {without && fact(t.withoutIt, f.money(without.payMinor))}
        </section>
      </div>
      {q.nextThreshold && hint(<ArrowUpRight size={15} color="var(--ht-good)" aria-hidden />, t.next(f.money(q.nextThreshold.missingMinor), q.nextThreshold.title, f.money(q.nextThreshold.gainMinor)))}
      {q.nextUnits && hint(<ArrowUpRight size={15} color="var(--ht-good)" aria-hidden />, t.nextUnits(f.whole(q.nextUnits.missingUnits), q.nextUnits.title))}
      {q.runnerUp && hint(<Medal size={15} aria-hidden />, <><span className="m">{t.runnerUp(f.money(q.runnerUp.payMinor), f.money(q.runnerUp.moreMinor))}</span><br /><span className="sm c3">{sentence(q.runnerUp.reason)}</span></>)}
      {unused.length > 0 && hint(<CircleSlash size={15} aria-hidden />, <>{t.unused}{unused.slice(0, 6).map((u, i) => <span key={u.id}>{i ? ' · ' : ''}{u.title}<span className="c3">{t.open}{sentence(u.reason)}{t.shut}</span></span>)}</>)}
    </>
  )
}
