import { CommitLost } from './database.js'

// Class 08 connection, 57P0x server going away or not yet up, 53300 too many connections; the rest are the socket's own.
const AWAY = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/
const SAID = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end/

/** Whether the database is away (503, worth another try) rather than saying no. */
export function isOutage(fault: unknown): boolean {
  if (fault instanceof CommitLost) return true
  const { code, message } = (fault ?? {}) as { code?: string; message?: string }
  return (typeof code === 'string' && AWAY.test(code)) || (typeof message === 'string' && SAID.test(message))
}

/** Two transactions in each other's way: the same batch may simply be tried again. */
export function isCollision(fault: unknown): boolean {
  const { code } = (fault ?? {}) as { code?: string }
  return code === '40P01' || code === '40001' || code === '55P03'
}

/** A unique key is taken. */
export const isTaken = (fault: unknown): boolean => (fault as { code?: string } | null)?.code === '23505'
