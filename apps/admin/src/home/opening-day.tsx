import { Progress } from 'antd'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useShop } from '../platform/session'
import { Counter } from '../ui/drawings'
import { LinkButton } from '../ui/link-button'
import { StatStrip } from '../ui/stat-strip'
import { StepDot } from '../ui/steps'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'
import { statsOf } from './stats'

/** A shop without members yet: what to do, in order, and when numbers will be here. */
export function OpeningDay({ home }: { home: Answer<'readShopHome'> }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const shop = useShop()
  const [name, isOpen, call, stop] = t.emptyTitle(shop.name)
  const done = home.setup.filter((s) => s.done).length
  const now = home.setup.findIndex((s) => !s.done)
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(300px,25vw,352px)', gap: 32, paddingTop: 28 }}>
      <div>
        <div className="c3 sm">{t.upTo(f.day(f.today), f.weekday(f.today))}</div>
        <h1 className="say" style={{ marginTop: 4 }}>{name}{isOpen}<u>{call}</u>{stop}</h1>
        <p className="c2" style={{ margin: '6px 0 18px' }}>{t.emptySub}</p>
        <section className="card" style={{ overflow: 'hidden' }}>
          <div className="row g12" style={{ padding: '12px 18px', borderBottom: '1px solid var(--ht-line)' }}>
            <span className="b">{t.setupTitle}</span>
            <Progress percent={(done / Math.max(1, home.setup.length)) * 100} showInfo={false} style={{ width: 140, margin: 0 }} size="small" aria-label={t.setupTitle} />
            <span className="c3 sm">{t.setupDone(done, home.setup.length)}</span>
          </div>
          {home.setup.map((s, i) => {
            const [title, what, act, to] = t.setup[s.step] ?? [s.step, '', '', '/']
            return (
              <div key={s.step} style={{ display: 'flex', gap: 14, padding: '14px 18px', borderTop: i ? '1px solid var(--ht-line)' : 0, background: i === now ? 'var(--ht-sunken)' : undefined }}>
                <StepDot state={s.done ? 'done' : i === now ? 'now' : 'ahead'} number={i + 1} size={24} />
                <div className="f1">
                  <div className="row g8"><span className="b" style={{ color: s.done ? 'var(--ht-ink3)' : undefined }}>{title}</span>{s.done && <span className="sm c3">{t.isDone}</span>}</div>
                  <div className="c2 sm" style={{ marginTop: 1 }}>{what}</div>
                </div>
                {!s.done && <LinkButton to={to} type={i === now ? 'primary' : 'default'}>{act}</LinkButton>}
              </div>
            )
          })}
        </section>
        {home.stats.length > 0 && <div style={{ marginTop: 22 }}><StatStrip stats={statsOf(home.stats, f, t).slice(0, 4).map((s) => ({ ...s, spark: [] }))} /></div>}
      </div>
      <div>
        <div className="soft" style={{ padding: '18px 18px 8px', display: 'grid', placeItems: 'center' }}>
          <Counter />
          <p className="c2 sm" style={{ textAlign: 'center', margin: '2px 0 12px' }}>{t.counterNote}</p>
        </div>
        <div style={{ marginTop: 16 }}>
          <div className="sec" style={{ marginBottom: 6 }}>{t.whenTitle}</div>
          {t.when.map(([what, when]) => <div key={what} className="row sb" style={{ padding: '8px 0', borderTop: '1px solid var(--ht-line)' }}><span>{what}</span><span className="c3 sm">{when}</span></div>)}
          <p className="sm c3" style={{ marginTop: 6 }}>{t.whenNote}</p>
        </div>
      </div>
    </div>
  )
}
