import { Injectable } from '@nestjs/common'
import type { MerchantId, StaffId } from '@huitou/units'
import { Database } from './database.js'

export interface MerchantDoor {
  merchant_id: MerchantId
  slug: string
  name: string
  currency: string
  zone: string
  brand: string
  wx_appid: string | null
  is_demo: boolean
}
export interface StaffDoor {
  merchant_id: MerchantId
  merchant_name: string
  staff_id: StaffId
  role: 'owner' | 'manager' | 'clerk'
  password_hash: string | null
  totp_secret: string | null
}
export interface OutboxDoor {
  merchant_id: MerchantId
  /** topic, audience, ref */
  nudges: [string, string, string][]
}

/**
 * Every place that looks across merchants, each a function of the database (SECURITY DEFINER) that gives no more than it
 * must: who a name in an address leads to, where a login is staff, which merchants the night visits, what the relay sends.
 */
@Injectable()
export class Doors {
  constructor(private readonly database: Database) {}

  async merchantBySlug(slug: string): Promise<MerchantDoor | null> {
    return (await this.database.across<MerchantDoor>('select * from door_merchant_by_slug($1)', [slug]))[0] ?? null
  }

  async merchantByAppid(appid: string): Promise<MerchantDoor | null> {
    return (await this.database.across<MerchantDoor>('select * from door_merchant_by_wx_appid($1)', [appid]))[0] ?? null
  }

  /** Active staff rows of a login, over all shops. */
  staffOfLogin(login: string): Promise<StaffDoor[]> {
    return this.database.across<StaffDoor>('select * from door_staff_of_login($1)', [login])
  }

  async merchantIds(): Promise<MerchantId[]> {
    return (await this.database.across<{ merchant_id: MerchantId }>('select door_merchant_ids() as merchant_id')).map((row) => row.merchant_id)
  }

  /** The shop of a picture that WeChat was asked about under that trace. */
  async merchantOfTrace(trace: string): Promise<MerchantId | null> {
    return (await this.database.across<{ merchant_id: MerchantId | null }>('select door_merchant_of_trace($1) as merchant_id', [trace]))[0]?.merchant_id ?? null
  }

  /** Shops in which somebody queues in a flash sale. */
  async flashQueues(): Promise<MerchantId[]> {
    return (await this.database.across<{ merchant_id: MerchantId }>('select door_flash_queues() as merchant_id')).map((row) => row.merchant_id)
  }

  async demoMerchant(): Promise<MerchantDoor | null> {
    return (await this.database.across<MerchantDoor>('select * from door_demo_merchant()'))[0] ?? null
  }

  /** Takes rows away, oldest first; what another relay holds is skipped. */
  takeOutbox(most: number): Promise<OutboxDoor[]> {
    return this.database.across<OutboxDoor>('select * from door_take_outbox($1)', [most])
  }

  /** Takes the named lease for a while; false when another process holds it. */
  async takeLease(name: string, holder: string, seconds: number): Promise<boolean> {
    return (await this.database.across<{ taken: boolean }>('select door_take_lease($1, $2, $3) as taken', [name, holder, seconds]))[0]!.taken
  }
}
