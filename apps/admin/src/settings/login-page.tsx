import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAct } from '../platform/ask'
import { api } from '../platform/call'
import { useWords } from '../platform/preferences'
import { keepMe, useSession } from '../platform/session'
import { Line, Section } from '../ui/form'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { useSpeaker } from '../ui/undo'
import { settings as en } from '../words/en/settings'
import { settings as zh } from '../words/zh/settings'
import { SettingsFrame } from './settings-frame'

/** One's own login: the one-time code on or off. */
export function LoginPage() {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const me = useSession()?.me
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [secret, setSecret] = useState<{ secret: string; uri: string } | null>(null)
  const fresh = () => void api.whoAmI({}).then(keepMe)
  const start = useAct('startTotp', { failed: speaker.refused, done: (a) => { setSecret(a); setPassword('') } })
  const confirm = useAct('confirmTotp', { failed: speaker.refused, done: () => { speaker.done(t.totpDone); setSecret(null); setCode(''); fresh() } })
  const stop = useAct('stopTotp', { failed: speaker.refused, done: () => { speaker.done(t.totpStopped); setPassword(''); fresh() } })
  return (
    <SettingsFrame at="login">
      <div style={{ padding: '0 24px' }}>
        <PageHead title={t.loginTitle} sub={t.loginSub(me?.login ?? '')} acts={<Link to="/reset">{t.resetPassword}</Link>} />
        <Section title={t.totp}>
          <Line><Pill tone={me?.hasTotp ? 'good' : 'plain'}>{me?.hasTotp ? t.totpOn : t.totpOff}</Pill></Line>
          {secret ? (
            <>
              <p className="c2" style={{ margin: '10px 0 4px' }}>{t.secret}</p>
              <Line><code className="soft" style={{ padding: '6px 10px', userSelect: 'all', fontFamily: 'var(--ht-mono)' }}>{secret.secret}</code><Button size="small" onClick={() => void navigator.clipboard?.writeText(secret.secret).then(() => speaker.done(t.copied))}>{t.copySecret}</Button></Line>
              <Line><Input aria-label={t.code} placeholder={t.code} inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 140 }} value={code} onChange={(e) => setCode(e.target.value.replace(/\D/g, ''))} /><Button type="primary" disabled={code.length !== 6} loading={confirm.isPending} onClick={() => confirm.mutate({ code })}>{t.confirm}</Button></Line>
            </>
          ) : (
            <Line>
              <Input.Password aria-label={t.password} placeholder={t.password} autoComplete="current-password" style={{ width: 220 }} value={password} onChange={(e) => setPassword(e.target.value)} />
              {me?.hasTotp ? <Button danger disabled={password.length < 8} loading={stop.isPending} onClick={() => stop.mutate({ password })}>{t.stop}</Button> : <Button disabled={password.length < 8} loading={start.isPending} onClick={() => start.mutate({ password })}>{t.start}</Button>}
            </Line>
          )}
        </Section>
      </div>
    </SettingsFrame>
  )
}
