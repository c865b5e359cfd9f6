import type { ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'plain'
const letter = { good: ' g', warn: ' w', bad: ' b', note: ' n', plain: '' } as const

/** A state. (A filter is a chip, a tier is a badge.) */
export const Pill = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) => <span className={'pill' + letter[tone]}>{children}</span>
