import { InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'

/** A section of a form: its title at the left, sentence-like rows at the right. */
export const Section = ({ title, hint, wide, children }: { title: string; hint?: ReactNode; wide?: boolean; children: ReactNode }) => (
  <section className="fsec" style={wide ? { gridTemplateColumns: 'minmax(0,1fr)', gap: 4 } : undefined}>
    <h2>
      {title}
      {hint && <span>{hint}</span>}
    </h2>
    <div>{children}</div>
  </section>
)

export const Line = ({ label, children }: { label?: string; children: ReactNode }) => (
  <div className="fl">
    {label && <span className="lab">{label}</span>}
    {children}
  </div>
)

export interface FigureParts {
  label: string
  value: number | null
  onChange: (v: number | null) => void
  /** the value in force; when it differs, the field turns amber and shows it struck through */
  old?: number | null
  width?: number
  prefix?: ReactNode
  suffix?: ReactNode
  empty?: string
  min?: number
  max?: number
  decimals?: number
  disabled?: boolean
}

/** A figure in a sentence. */
export function Figure(p: FigureParts) {
  const t = useWords(zh, en)
  const changed = p.old !== undefined && p.old !== p.value
  const show = (n: number | null) => (n === null ? (p.empty ?? '—') : n.toLocaleString('en-US'))
  return (
    <span className={changed ? 'changed' : undefined} style={{ display: 'inline-flex', flexDirection: 'column' }}>
      <InputNumber<number>
        aria-label={p.label} value={p.value} onChange={(v) => p.onChange(v)} controls={false} prefix={p.prefix}
        suffix={p.suffix ? <span className="c3">{p.suffix}</span> : undefined} placeholder={p.empty} min={p.min ?? 0} max={p.max} precision={p.decimals ?? 0}
        disabled={p.disabled} className={changed ? 'changed' : undefined} style={{ width: p.width ?? 84 }}
        formatter={(v) => (v === undefined || v === null ? '' : groupedText(String(v)))} parser={(v) => Number((v ?? '').replace(/[,\s]/g, ''))}
      />
      {changed && (
        <span className="xs c3 ht-tnum nw">
          {t.was} <s>{show(p.old ?? null)}</s>
        </span>
      )}
    </span>
  )
}

const groupedText = (text: string): string => {
  const [whole, part] = text.split('.')
  const grouped = (whole ?? '').replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return part === undefined ? grouped : `${grouped}.${part}`
}

/** A choice that needs a second line. */
export const Option = ({ on, title, hint, onPick, beside }: { on: boolean; title: ReactNode; hint?: ReactNode; onPick: () => void; beside?: ReactNode }) => (
  <button type="button" role="radio" aria-checked={on} className={'opt' + (on ? ' on' : '')} onClick={onPick}>
    <span className="row g8">
      <span className={'f1 ' + (on ? 'b' : 'm')}>{title}</span>
      {beside}
    </span>
    {hint && <span className="sm c3" style={{ display: 'block' }}>{hint}</span>}
  </button>
)
