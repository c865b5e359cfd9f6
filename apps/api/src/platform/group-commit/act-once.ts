import type { Instant } from '@huitou/units'
import { isTaken, type Database, type Tx } from '../database/index.js'
import { newId } from '../ids/index.js'
import type { Asked, Outcome } from './act.js'
import { knownActs, writeActs } from './act.rows.js'
import type { Submission } from './group-commit.js'
import { requestHash } from './request-hash.js'
import { answerAgain } from './settle-batch.js'

/**
 * A rare act outside the batches, with the same promise: the same key and request give the same answer, another request
 * under that key is a conflict. The work may read and write as it likes in its own transaction.
 */
export async function actOnce<Ans>(database: Database, s: Submission<unknown> & { readonly kind: string; readonly now: Instant }, work: (tx: Tx, actId: string) => Promise<Outcome<Ans>>): Promise<Outcome<Ans>> {
  const asked: Asked = { kind: { name: s.kind } as Asked['kind'], actor: s.actor, key: s.key, request: s.request, hash: requestHash(s.kind, s.request) }
  for (let attempt = 0; ; attempt++) {
    try {
      return await database.inMerchant(s.merchantId, async (tx) => {
        const [known] = await knownActs(tx, [asked])
        if (known) return answerAgain(known, asked) as Outcome<Ans>
        const actId = newId()
        const outcome = await work(tx, actId)
        await writeActs(tx, [{ asked, actId, outcome: outcome.ok ? 'ok' : 'refused', answer: outcome.ok ? outcome.answer : outcome.refusal }], s.now)
        return outcome
      })
    } catch (fault) {
      // The same act was booked by another request meanwhile: its answer is there now.
      if (attempt > 0 || !isTaken(fault)) throw fault
    }
  }
}
