import { Button, Tooltip } from 'antd'
import { Table2, Users } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'
import { Card } from './card'
import type { CardParts } from './card'

export interface ChartRows {
  head: string[]
  rows: ReactNode[][]
}

/** A chart whose title says the finding, with the table behind it one click (or Tab) away. */
export function ChartCard(p: CardParts & { table: ChartRows; members?: string }) {
  const t = useWords(zh, en)
  const [asTable, setAsTable] = useState(false)
  const tools = (
    <>
      <Tooltip title={asTable ? t.showChart : t.showTable}>
        <Button type="text" size="small" aria-pressed={asTable} aria-label={t.showTable} icon={<Table2 size={14} />} onClick={() => setAsTable(!asTable)} />
      </Tooltip>
      {p.members && (
        <Tooltip title={t.showMembers}>
          <Link to={p.members} aria-label={t.showMembers} className="icb" style={{ width: 26, height: 26 }}>
            <Users size={14} />
          </Link>
        </Tooltip>
      )}
    </>
  )
  return (
    <Card title={p.title} hint={p.hint} tools={tools} style={p.style} body={p.body}>
      {asTable ? (
        <div style={{ maxHeight: 220, overflow: 'auto' }} tabIndex={0} role="region" aria-label={t.showTable}>
          <table className="tbl">
            <thead>
              <tr>
                {p.table.head.map((h, i) => (
                  <th key={h} className={i ? 'r' : undefined}>
                    {h}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {p.table.rows.map((r, i) => (
                <tr key={i}>
                  {r.map((c, j) => (
                    <td key={j} className={j ? 'r' : undefined}>
                      {c}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        p.children
      )}
    </Card>
  )
}
