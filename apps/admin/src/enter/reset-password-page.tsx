import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { api } from '../platform/call'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { keepSession } from '../platform/session'
import { Note } from '../ui/note'
import { useSpeaker } from '../ui/undo'
import { enter as en } from '../words/en/enter'
import { enter as zh } from '../words/zh/enter'
import { DoorFrame } from './door-frame'
import { Field } from './field'

/** Without a token: ask for the link. With one: set the new password. */
export function ResetPasswordPage() {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const speaker = useSpeaker()
  const { token } = useParams()
  const go = useNavigate()
  const [text, setText] = useState('')
  const [sent, setSent] = useState<{ demoLink?: string | undefined } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    setError(null)
    try {
      if (!token) setSent(await api.askPasswordReset({ login: text.trim() }))
      else {
        await api.resetPassword({ token, password: text })
        keepSession(null)
        speaker.done(t.changed)
        await go('/enter', { replace: true })
      }
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <DoorFrame title={t.resetTitle} sub={token ? t.resetSub : t.resetAskSub} below={<Link to="/enter">{t.back}</Link>}>
      {sent ? (
        <Note tone="good">
          {t.sent} {sent.demoLink && <a href={sent.demoLink}>{t.demoLink}</a>}
        </Note>
      ) : (
        <form onSubmit={(e) => { e.preventDefault(); void act() }}>
          <Field label={token ? t.newPassword : t.login} id="text" hint={token && text && text.length < 8 ? t.passwordShort : undefined}>
            {token ? (
              <Input.Password id="text" size="large" autoFocus autoComplete="new-password" value={text} onChange={(e) => setText(e.target.value)} />
            ) : (
              <Input id="text" size="large" autoFocus autoComplete="username" value={text} onChange={(e) => setText(e.target.value)} />
            )}
          </Field>
          {error ? <Note tone="bad" style={{ marginTop: 12 }}>{sentence(error)}</Note> : null}
          <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={token ? text.length < 8 : text.trim().length < 5} style={{ marginTop: 20 }}>
            {token ? t.change : t.send}
          </Button>
        </form>
      )}
    </DoorFrame>
  )
}
