import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadConfig } from './config.js'

/** What the server keeps secret. Losing `phone` loses every phone number: the folder is part of the backup. */
export type KeyName = 'token' | 'phone' | 'phone-hash' | 'member-code' | 'coupon-code' | 'totp' | 'picture'

/** 32 random bytes for each purpose, made at first start, readable by the owner alone. */
export class Keys {
  private readonly read = new Map<KeyName, Buffer>()
  constructor(private readonly dir: string) {}

  of(name: KeyName): Buffer {
    let key = this.read.get(name)
    if (!key) this.read.set(name, (key = this.load(name)))
    return key
  }

  private load(name: KeyName): Buffer {
    const file = join(this.dir, `${name}.key`)
    if (!existsSync(file)) this.make(file)
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) throw new BadConfig(`${file} can be read by others. Run: chmod 600 "${file}"`)
    const key = readFileSync(file)
    if (key.length !== 32) throw new BadConfig(`${file} is not a key of 32 bytes. Bring it back from the backup; a new one cannot read the old phone numbers.`)
    return key
  }

  /** Two processes at first start agree on one key: the link is made once. */
  private make(file: string): void {
    mkdirSync(this.dir, { recursive: true, mode: 0o700 })
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, randomBytes(32), { mode: 0o600, flag: 'wx' })
    chmodSync(draft, 0o600)
    try {
      linkSync(draft, file)
    } catch (fault) {
      if ((fault as { code?: string }).code !== 'EEXIST') throw fault
    } finally {
      unlinkSync(draft)
    }
  }
}
