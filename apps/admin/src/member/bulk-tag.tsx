import { AutoComplete, Input, Modal } from 'antd'
import { useState } from 'react'
import { useRead } from '../platform/ask'
import { api } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'
import { useEach } from './bulk'

/** A tag on one member or many, taken back within ten seconds if wanted. */
export function BulkTag({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone?: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const each = useEach()
  const known = useRead('listTags', {}, { fresh: 60_000 })
  const [tag, setTag] = useState('')
  const [why, setWhy] = useState('')
  const act = async () => {
    const name = tag.trim()
    const { did, failed } = await each.run(ids, (memberId) => api.tagMember({ memberId, tag: name, why: why.trim() }))
    onClose()
    if (did.length === 0) return speaker.refused(failed[0])
    onDone?.()
    const take = () => void each.run(did, (memberId) => api.untagMember({ memberId, tag: name })).then(() => speaker.done(t.untagged(name)))
    speaker.done(t.tagged(f.whole(did.length), name) + (failed.length ? ` · ${t.someFailed(f.whole(failed.length))}` : ''), take)
  }
  return (
    <Modal open title={t.tagTitle(f.whole(ids.length))} onCancel={onClose} cancelText={ui.cancel} okText={each.busy ? `${each.done} / ${ids.length}` : t.tag} okButtonProps={{ disabled: !tag.trim(), loading: each.busy }} onOk={() => void act()} width={400}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label>
          <span className="lab-top">{t.tagName}</span>
          <AutoComplete autoFocus style={{ width: '100%' }} maxLength={20} value={tag} onChange={setTag} options={(known.data?.items ?? []).filter((x) => x.tag.includes(tag)).slice(0, 8).map((x) => ({ value: x.tag }))} />
        </label>
        <label>
          <span className="lab-top">{t.tagWhy}</span>
          <Input maxLength={120} value={why} placeholder={t.tagWhyHint} onChange={(e) => setWhy(e.target.value)} />
        </label>
      </div>
    </Modal>
  )
}
