import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { MINUTE } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { QuickStore } from '../platform/redis/index.js'

const MOST_WRONG = 10
const WITHIN = 15 * MINUTE

/** Too many wrong passwords for one login shut it for a while, whoever sends them. */
@Injectable()
export class LoginGate {
  constructor(private readonly store: QuickStore, private readonly clock: Clock) {}

  now = (): number => this.clock.now()
  isShut = async (login: string): Promise<boolean> => (await this.store.peek(keyOf(login)).catch(() => 0)) >= MOST_WRONG
  noteWrong = async (login: string): Promise<void> => { await this.store.count(keyOf(login), WITHIN).catch(() => {}) }
  forget = async (login: string): Promise<void> => { await this.store.forget(keyOf(login)).catch(() => {}) }
}

const keyOf = (login: string): string => `login:${createHash('sha256').update(login).digest('base64url').slice(0, 22)}`
