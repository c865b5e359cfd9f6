import { Button, Input, Modal } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { community as en } from '../words/en/community'
import { community as zh } from '../words/zh/community'

export function Topics() {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const topics = useRead('listShopTopics', {})
  const [adding, setAdding] = useState(false)
  const [title, setTitle] = useState('')
  const [lead, setLead] = useState('')
  const add = useAct('addTopic', { rereads: ['listShopTopics'], failed: speaker.refused, done: () => { speaker.done(t.opened); setAdding(false); setTitle(''); setLead('') } })
  const change = useAct('changeTopic', { rereads: ['listShopTopics'], failed: speaker.refused, done: () => speaker.done(t.changed) })
  return (
    <>
      <PageHead title={t.topics} acts={<Button type="primary" icon={<Plus size={14} />} onClick={() => setAdding(true)}>{t.addTopic}</Button>} />
      <Full of={topics} bones={<RowBones rows={4} />} empty={(d) => d.items.length === 0 && <Empty title={t.noTopics} hint={t.noTopicsHint} />}>
        {(d) => (
          <table className="tbl">
            <thead><tr><th>{t.columns.title}</th><th className="r">{t.columns.posts}</th><th className="r">{t.columns.people}</th><th>{t.columns.since}</th><th>{t.columns.state}</th><td style={{ width: 180 }} /></tr></thead>
            <tbody>
              {d.items.map((x) => (
                <tr key={x.topicId}>
                  <td><span className="m">{x.title}</span> <span className="sm c3">{x.lead}</span></td>
                  <td className="r">{f.whole(x.posts)}</td>
                  <td className="r">{f.whole(x.people)}</td>
                  <td className="c3 sm">{f.dayOf(x.createdAt)}</td>
                  <td><span className="row g4"><Pill tone={x.open ? 'good' : 'plain'}>{x.open ? t.open : t.closed}</Pill>{x.pinned && <Pill tone="note">{t.pinned}</Pill>}</span></td>
                  <td className="r">
                    <Button size="small" type="text" onClick={() => change.mutate({ topicId: x.topicId, pinned: !x.pinned })}>{x.pinned ? t.unpin : t.pin}</Button>
                    <Button size="small" type="text" onClick={() => change.mutate({ topicId: x.topicId, open: !x.open })}>{x.open ? t.close : t.reopen}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Full>
      <Modal open={adding} title={t.newTopic} width={420} onCancel={() => setAdding(false)} cancelText={ui.cancel} okText={t.addTopic} okButtonProps={{ disabled: title.trim().length < 2, loading: add.isPending }} onOk={() => add.mutate({ title: title.trim(), lead: lead.trim() })}>
        <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
          <label><span className="lab-top">{t.topicTitle}</span><Input autoFocus maxLength={40} value={title} onChange={(e) => setTitle(e.target.value)} /></label>
          <label><span className="lab-top">{t.topicLead}</span><Input maxLength={200} value={lead} onChange={(e) => setLead(e.target.value)} /></label>
        </div>
      </Modal>
    </>
  )
}
