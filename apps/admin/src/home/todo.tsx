import { CircleDot, Gift, ScanSearch, UsersRound, Hourglass, MessagesSquare, Sprout, TicketPercent, Undo2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { Link } from 'react-router'
import type { Answer } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'
import { listLink } from './stats'

/** A picture by what the act is about; an act we do not know yet gets a plain dot. */
const icons: [RegExp, LucideIcon][] = [[/risk|sleep|back|churn/, Undo2], [/expir/, Hourglass], [/new|second/, Sprout], [/birthday/, Gift], [/queue|review|communit|post/, MessagesSquare], [/coupon/, TicketPercent], [/anomal/, ScanSearch], [/request/, UsersRound]]

export function Todo({ todo }: { todo: Answer<'readShopHome'>['todo'] }) {
  const t = useWords(zh, en)
  const sentence = useSentence()
  return (
    <section className="card">
      <header style={{ paddingBottom: 4 }}>
        <h2 className="f1">{t.todo}</h2>
        {todo.length > 0 && <span className="sm c3">{t.todoCount(todo.length)}</span>}
      </header>
      {todo.length === 0 && <p className="sm c3" style={{ padding: '6px 16px 14px' }}>{t.noTodo}</p>}
      {todo.map((x, i) => {
        const Icon = icons.find(([about]) => about.test(x.key))?.[1] ?? CircleDot
        return (
          <div key={x.key} style={{ padding: '11px 16px', borderTop: i ? '1px solid var(--ht-line)' : 0, display: 'flex', gap: 11 }}>
            <span aria-hidden style={{ width: 26, height: 26, borderRadius: 7, flex: 'none', display: 'grid', placeItems: 'center', background: i === 0 ? 'var(--ht-warn-soft)' : 'var(--ht-hover)', color: i === 0 ? 'var(--ht-warn)' : 'var(--ht-ink2)' }}>
              <Icon size={15} strokeWidth={1.75} />
            </span>
            <div className="f1 row sb g8" style={{ alignItems: 'flex-start' }}>
              <span className="m">{sentence(x.reason)}</span>
              <Link to={listLink(x.link)} className="nw">{t.see}</Link>
            </div>
          </div>
        )
      })}
    </section>
  )
}
