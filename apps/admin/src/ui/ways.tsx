import type { ReactNode } from 'react'

export interface Way<W extends string> { readonly way: W; readonly key: string; readonly title: ReactNode; readonly hint: ReactNode }

/** What may be decided, one of a few, each with its key; the page listens for the keys. */
export function Ways<W extends string>({ label, ways, chosen, choose }: { label: string; ways: readonly Way<W>[]; chosen: W | null; choose: (way: W) => void }) {
  return (
    <div role="radiogroup" aria-label={label} style={{ display: 'grid', gap: 7 }}>
      {ways.map(({ way, key, title, hint }) => (
        <button key={way} type="button" role="radio" aria-checked={way === chosen} className={'opt row g8' + (way === chosen ? ' on' : '')} style={{ padding: '9px 12px' }} onClick={() => choose(way)}>
          <span className="f1"><span className={way === chosen ? 'b' : 'm'} style={{ display: 'block' }}>{title}</span><span className="xs c3">{hint}</span></span>
          <kbd>{key.toUpperCase()}</kbd>
        </button>
      ))}
    </div>
  )
}
