import { ShieldCheck } from 'lucide-react'
import { Link } from 'react-router'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { Fact } from '../ui/sum'
import { audit as en } from '../words/en/audit'
import { audit as zh } from '../words/zh/audit'
import { Who, type Row } from './who'

const text = (v: unknown): string => (v === null || v === undefined ? '—' : typeof v === 'object' ? JSON.stringify(v) : String(v))
const isPlain = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

/** What differs between before and after, one line each. */
export function differences(before: unknown, after: unknown): [string, unknown, unknown][] {
  if (!isPlain(before) && !isPlain(after)) return before === after ? [] : [['', before, after]]
  const [a, b] = [isPlain(before) ? before : {}, isPlain(after) ? after : {}]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((k) => JSON.stringify(a[k]) !== JSON.stringify(b[k])).map((k) => [k, a[k], b[k]])
}

/** What an entry is about: its kind, and its name or the end of its id. */
export function subjectOf(r: Row, kinds: Record<string, string>): string {
  const [kind = '', id = ''] = r.subject.split(':')
  const named = r.subjectText && r.subjectText !== r.subject ? r.subjectText : id.length > 12 ? id.slice(-8) : id
  return `${kinds[kind] ?? kind} ${named}`.trim()
}

const nameOf = (key: string, fields: Record<string, string>) => fields[key] ?? key

export function howOf(r: Row, fields: Record<string, string>, and: string): string {
  const rows = differences(r.before, r.after)
  if (rows.length !== 1) return rows.length ? rows.map(([k]) => nameOf(k, fields)).join(and) : ''
  const [key, a, b] = rows[0] ?? ['', null, null]
  return `${key ? `${nameOf(key, fields)} ` : ''}${a === null || a === undefined ? '' : `${text(a)} → `}${text(b)}`
}

const pages: Record<string, string> = { member: '/members/', order: '/orders/', coupon: '/coupons/', import: '/import/' }

export function Entry({ r, onActor }: { r: Row; onActor: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const rows = differences(r.before, r.after)
  const [kind = '', id = ''] = r.subject.split(':')
  const page = pages[kind]
  return (
    <>
      <div className="row g8">
        <Who r={r} size={28} />
        <div className="f1"><h2 style={{ fontSize: 14, lineHeight: '21px' }}>{r.actorName || t.system} {t.actions[r.action] ?? r.action}</h2><div className="sm c3">{f.day(f.dateOf(r.at))} {f.time(r.at)}</div></div>
      </div>
      <h3 className="sec" style={{ margin: '16px 0 4px' }}>{t.beforeAfter}</h3>
      {rows.length === 0 ? <p className="sm c3">{t.nothing}</p> : (
        <table className="tbl" style={{ fontSize: 12, tableLayout: 'fixed' }}>
          <thead><tr><th>{t.where}</th><th className="r">{t.before}</th><th className="r">{t.after}</th></tr></thead>
          <tbody>{rows.map(([key, a, b]) => <tr key={key}><td style={{ overflowWrap: 'anywhere' }}>{key ? nameOf(key, t.fields) : t.subjects[kind]}</td><td className="r c3" style={{ overflowWrap: 'anywhere' }}>{a === null || a === undefined ? '—' : <s>{text(a)}</s>}</td><td className="r cw m" style={{ overflowWrap: 'anywhere' }}>{text(b)}</td></tr>)}</tbody>
        </table>
      )}
      <div style={{ marginTop: 14 }}>
        <Fact first name={t.subject} value={page && id ? <Link to={page + id} className="lnk">{subjectOf(r, t.subjects)}</Link> : subjectOf(r, t.subjects)} />
        {r.reason && <Fact name={t.reason} value={r.reason} />}
        <Fact name={t.actor} value={<button className="lnk" onClick={onActor}>{r.actorName || t.system}</button>} />
        <Fact name={t.id} value={<span className="sm mono">{r.auditId.slice(-12)}</span>} />
      </div>
      <Note tone="note" icon={ShieldCheck} style={{ marginTop: 12 }}>{t.note}</Note>
    </>
  )
}
