import { readFileSync } from 'node:fs'

/** A question of the invariants: a statement that returns the rows that break it. */
export interface Question { readonly section: string; readonly sql: string }

// The same script that every database test must leave without a row (test/invariants.sql), so the two cannot part.
const SCRIPT = new URL('../../../../test/invariants.sql', import.meta.url)

/** Statements of a script by the section their nearest comment names ("-- points: ..."). */
export function readQuestions(script: string): Question[] {
  const out: Question[] = []
  let section = 'other', sql = ''
  for (const line of script.split('\n')) {
    if (line.startsWith('--')) {
      section = /^-- ([a-z][a-z -]*):/.exec(line)?.[1] ?? section
      continue
    }
    sql += `${line}\n`
    if (/;\s*$/.test(line)) { out.push({ section, sql: sql.trim().replace(/;$/, '') }); sql = '' }
  }
  return out
}

export const questions = (): Question[] => readQuestions(readFileSync(SCRIPT, 'utf8'))
