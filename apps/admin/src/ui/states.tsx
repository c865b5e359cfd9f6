import { Button } from 'antd'
import { CloudOff, Copy, Lock, RotateCw, SearchX } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { useLate } from '../platform/late'
import { useWords } from '../platform/preferences'
import { isProblem } from '../platform/problem'
import { useSentence } from '../platform/sentence'
import { ui as en } from '../words/en/ui'
import { ui as zh } from '../words/zh/ui'
import { NothingHere } from './drawings'
import { ink } from './tokens/ink'

export const Bone = ({ w, h = 10, style }: { w: number | string; h?: number; style?: CSSProperties }) => <span className="bone" style={{ width: w, height: h, ...style }} />

/** Rows of bones in the shape of a list. */
export const RowBones = ({ rows = 8, height = 37 }: { rows?: number; height?: number }) => (
  <div aria-hidden>
    {Array.from({ length: rows }, (_, i) => (
      <div key={i} className="row g16" style={{ height, borderBottom: `1px solid ${ink.line}`, padding: '0 32px' }}>
        <Bone w={22} h={22} style={{ borderRadius: 11 }} />
        <Bone w={90 + ((i * 37) % 60)} />
        <Bone w={60} />
        <span className="f1" />
        <Bone w={70} />
        <Bone w={48} />
      </div>
    ))}
  </div>
)

/** A page of bones: sentence, strip, two blocks. */
export const PageBones = () => (
  <div aria-hidden style={{ padding: '24px 32px' }}>
    <Bone w={320} h={22} />
    <Bone w={200} style={{ marginTop: 12 }} />
    <div className="row g16 mt16" style={{ padding: '16px 0', borderTop: `1px solid ${ink.line}`, borderBottom: `1px solid ${ink.line}` }}>
      {[0, 1, 2, 3].map((i) => (
        <div key={i} className="f1">
          <Bone w={60} />
          <Bone w={100} h={20} style={{ marginTop: 10 }} />
        </div>
      ))}
    </div>
    <div className="row g16 mt16" style={{ alignItems: 'stretch' }}>
      <Bone w="60%" h={220} style={{ borderRadius: 10 }} />
      <Bone w="40%" h={220} style={{ borderRadius: 10 }} />
    </div>
  </div>
)

/** Empty: why, and one act. */
export const Empty = ({ title, hint, act }: { title: ReactNode; hint?: ReactNode; act?: ReactNode }) => (
  <div className="state">
    <div>
      <NothingHere />
      <div className="b" style={{ marginTop: 6 }}>{title}</div>
      {hint && <div className="sm c3" style={{ margin: '2px auto 10px', maxWidth: 420 }}>{hint}</div>}
      {act}
    </div>
  </div>
)

/** Error: what happened, try again, the id. */
export function Failed({ error, retry, what }: { error: unknown; retry?: () => void; what?: string }) {
  const t = useWords(zh, en)
  const sentence = useSentence()
  const problem = isProblem(error) ? error : null
  const kind = problem?.kind ?? 'fault'
  const Icon = kind === 'forbidden' ? Lock : kind === 'missing' ? SearchX : CloudOff
  const title = kind === 'forbidden' ? t.forbiddenTitle : kind === 'missing' ? t.missingTitle : kind === 'offline' ? t.offlineTitle : kind === 'malformed' ? t.malformedTitle : what ? t.loadFailedFor(what) : t.faultTitle
  const body = kind === 'forbidden' ? t.forbiddenBody : kind === 'missing' ? t.missingBody : kind === 'offline' ? t.offlineBody : problem?.kind === 'refusal' ? sentence(problem) : t.faultBody
  const again = retry && kind !== 'forbidden' && kind !== 'missing'
  return (
    <div className="state" role="alert">
      <div style={{ maxWidth: 380 }}>
        <Icon size={24} strokeWidth={1.5} color={ink.ink3} aria-hidden />
        <div className="b" style={{ marginTop: 6 }}>{title}</div>
        <div className="sm c3" style={{ margin: '2px 0 10px' }}>{body}</div>
        {again && (
          <Button size="small" icon={<RotateCw size={13} />} onClick={retry}>
            {t.again}
          </Button>
        )}
        {problem?.correlationId && <Id id={problem.correlationId} />}
      </div>
    </div>
  )
}

function Id({ id }: { id: string }) {
  const t = useWords(zh, en)
  return (
    <div className="xs c3 ht-tnum" style={{ marginTop: 9 }}>
      {t.id} {id}{' '}
      <button className="bare" aria-label={t.copyId} onClick={() => void navigator.clipboard?.writeText(id)}>
        <Copy size={11} />
      </button>
    </div>
  )
}

interface Asked<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** The four states of one question: bones after 150 ms, error with its id, empty, full. An old answer stays while a new one comes. */
export function Full<T>(p: { of: Asked<T>; bones?: ReactNode; what?: string; empty?: (data: T) => ReactNode | false | null; children: (data: T) => ReactNode }) {
  const t = useWords(zh, en)
  const late = useLate(p.of.isPending)
  if (p.of.data !== undefined) return <>{p.empty?.(p.of.data) || p.children(p.of.data)}</>
  if (p.of.error) return <Failed error={p.of.error} retry={() => void p.of.refetch()} what={p.what} />
  return (
    <div aria-busy="true">
      <span className="sr" role="status">{t.loading}</span>
      {late ? (p.bones ?? <PageBones />) : null}
    </div>
  )
}
