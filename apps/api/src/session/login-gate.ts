import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { MINUTE } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { InProcessStore, QuickStore } from '../platform/redis/index.js'

const MOST_WRONG = 10
const WITHIN = 15 * MINUTE

/**
 * Too many wrong passwords for one login shut it for a while, whoever sends them. Counted here as well as in the shared store:
 * a Redis that is away must not open the gate.
 */
@Injectable()
export class LoginGate {
  private readonly alone = new InProcessStore()
  constructor(private readonly store: QuickStore, private readonly clock: Clock) {}

  now = (): number => this.clock.now()
  isShut = async (login: string): Promise<boolean> => {
    const key = keyOf(login)
    return Math.max(await this.alone.peek(key), await this.store.peek(key).catch(() => 0)) >= MOST_WRONG
  }
  noteWrong = async (login: string): Promise<void> => {
    await this.alone.count(keyOf(login), WITHIN)
    await this.store.count(keyOf(login), WITHIN).catch(() => undefined)
  }
  forget = async (login: string): Promise<void> => {
    await this.alone.forget(keyOf(login))
    await this.store.forget(keyOf(login)).catch(() => undefined)
  }
}

const keyOf = (login: string): string => `login:${createHash('sha256').update(login).digest('base64url').slice(0, 22)}`
