import { say } from '@huitou/words'
import * as z from 'zod/mini'

export type Speech = 'zh-CN' | 'en'
export interface FieldFault {
  readonly path: string
  readonly code: string
  readonly message: Readonly<Record<Speech, string>>
}

/** The request does not fit its schema: 400, naming the fields. */
export class Malformed extends Error {
  override name = 'Malformed'
  constructor(readonly fields: readonly FieldFault[]) {
    super('the request does not fit its schema')
  }
}

type Issue = z.core.$ZodIssue
const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError
const MOST = 20

export function fieldsOf(issues: readonly Issue[]): FieldFault[] {
  return issues.slice(0, MOST).map((issue) => ({ path: issue.path.map(String).join('.'), code: reasonOf(issue) ?? kebab(issue.code), message: { 'zh-CN': said(zh, issue, 'zh-CN'), en: said(en, issue, 'en') } }))
}

const kebab = (code: string): string => code.replaceAll('_', '-')

/** A rule of ours between fields names its reason; `words` has the sentence. */
const reasonOf = (issue: Issue): string | null => {
  const reason: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined
  return typeof reason === 'string' ? reason : null
}

function said(speak: typeof zh, issue: Issue, speech: Speech): string {
  const reason = reasonOf(issue)
  if (reason !== null) return say(reason, {}, speech)
  const text = speak(issue as z.core.$ZodRawIssue)
  return (typeof text === 'string' ? text : text?.message) ?? issue.message
}
