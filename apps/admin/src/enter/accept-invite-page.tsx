import { Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { beginSession } from '../platform/begin-session'
import { api } from '../platform/call'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Note } from '../ui/note'
import { enter as en } from '../words/en/enter'
import { enter as zh } from '../words/zh/enter'
import { DoorFrame } from './door-frame'
import { Field } from './field'

export function AcceptInvitePage() {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const { token = '' } = useParams()
  const go = useNavigate()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    setBusy(true)
    setError(null)
    try {
      const { session } = await api.acceptInvite({ token, name: name.trim(), password })
      await beginSession(session)
      await go('/', { replace: true })
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <DoorFrame title={t.inviteTitle} sub={t.inviteSub}>
      <form onSubmit={(e) => { e.preventDefault(); void begin() }}>
        <Field label={t.yourName} id="name">
          <Input id="name" size="large" autoFocus autoComplete="name" maxLength={60} value={name} onChange={(e) => setName(e.target.value)} />
        </Field>
        <Field label={t.newPassword} id="password" hint={password && password.length < 8 ? t.passwordShort : undefined}>
          <Input.Password id="password" size="large" autoComplete="new-password" value={password} onChange={(e) => setPassword(e.target.value)} />
        </Field>
        {error ? <Note tone="bad" style={{ marginTop: 12 }}>{sentence(error)}</Note> : null}
        <Button type="primary" size="large" block htmlType="submit" loading={busy} disabled={!name.trim() || password.length < 8} style={{ marginTop: 20 }}>{t.begin}</Button>
      </form>
    </DoorFrame>
  )
}
