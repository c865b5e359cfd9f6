import { Modal } from 'antd'
import { useWords } from '../platform/preferences'
import { modKey } from '../ui/page'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'

/** Every key of the admin, one page. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(zh, en)
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t.keysTitle} width={420}>
      {t.keys.map(([keys, what]) => (
        <div key={keys} className="row sb" style={{ padding: '6px 0', borderTop: '1px solid var(--ht-line)' }}>
          <span>{what}</span>
          <span className="row g4">
            {keys.split(' ').map((k) => (
              <kbd key={k}>{k === 'mod' ? modKey : k}</kbd>
            ))}
          </span>
        </div>
      ))}
      <p className="sm c3 mt12">{t.keysOff}</p>
    </Modal>
  )
}
