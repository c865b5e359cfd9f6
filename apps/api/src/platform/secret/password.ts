import { hash, verify } from '@node-rs/argon2'

// OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, COST)

let nobody: Promise<string> | undefined
/** False also for a missing hash, after the same work: the time does not tell whether a login exists. */
export async function isPassword(hashed: string | null, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this one', COST)
  const right = await verify(hashed ?? (await nobody), password).catch(() => false)
  return hashed !== null && right
}
