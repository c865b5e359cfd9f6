import * as z from 'zod/mini'

const flag = z.pipe(z.optional(z.string()), z.transform((v?: string) => v === '1' || v === 'true'))
const text = z.optional(z.string().check(z.minLength(1)))
const port = z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 7100)

const Environment = z.object({
  DATABASE_URL: z.string().check(z.regex(/^postgres(ql)?:\/\//)),
  DATABASE_ADMIN_URL: text,
  DATABASE_POOL: z._default(z.coerce.number().check(z.int(), z.minimum(2), z.maximum(200)), 12),
  REDIS_URL: text,
  PORT: port,
  HOST: z._default(z.string(), '127.0.0.1'),
  HUITOU_DEMO: flag,
  HUITOU_KEYS_DIR: z._default(z.string(), '.huitou/keys'),
  HUITOU_WEB_DIR: text,
  HUITOU_PUBLIC_URL: text,
  HUITOU_TRUST_PROXY: flag,
  HUITOU_CHECK_REPLIES: flag,
  HUITOU_LIMIT_SCALE: z._default(z.coerce.number().check(z.positive()), 1),
  HUITOU_DEMO_PASSWORD: text,
  HUITOU_LAN: flag,
  HUITOU_NIGHTLY: z._default(z.string(), 'on'),
  LOG_LEVEL: z._default(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), 'info'),
  WX_APPID: text,
  WX_SECRET: text,
  WX_BASE_URL: text,
  WX_PUSH_TOKEN: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{3,32}$/))),
  SMS_WEBHOOK_URL: text,
  SMS_WEBHOOK_TOKEN: text,
})

/** Where rooms ask for it: `@Inject(CONFIG) config: Config`. */
export const CONFIG = 'huitou:config'

export interface Config {
  readonly databaseUrl: string
  readonly databaseAdminUrl?: string
  readonly databasePool: number
  readonly redisUrl?: string
  readonly port: number
  readonly host: string
  /** demo logins, the WeChat sandbox and codes shown on screen exist only under this */
  readonly demo: boolean
  readonly keysDir: string
  /** the folder with the built front ends: m/ and admin/ */
  readonly webDir?: string
  readonly publicUrl?: string
  readonly trustProxy: boolean
  readonly nightly: boolean
  readonly logLevel: string
  /** compares each reply with its contract: for tests */
  readonly checkReplies: boolean
  /** how many times the usual rate limits: a bench comes from one address */
  readonly limitScale: number
  readonly demoPassword?: string
  /** opened to the local network: the door page shows phones the way in */
  readonly lan: boolean
  readonly wechat?: { readonly appid: string; readonly secret: string; readonly baseUrl?: string; readonly pushToken?: string }
  readonly sms?: { readonly url: string; readonly token: string }
}

/** The way the process was told to run is wrong; the text says what to do. */
export class BadConfig extends Error {
  override name = 'BadConfig'
}

// What example files and container images ship with. None of them may guard a real shop.
const KNOWN_SECRETS = new Set(['', 'changeme', 'change-me', 'change_me', 'secret', 'password', 'postgres', 'huitou', 'admin', 'example', 'test', '123456', 'default'])

/** Reads the environment once at start. Outside the demo, default secrets are refused. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const cleaned = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== ''))
  const read = Environment.safeParse(cleaned)
  if (!read.success) {
    const first = read.error.issues[0]!
    throw new BadConfig(`${first.path.join('.')} ${env[String(first.path[0])] === undefined ? 'is missing' : 'is not valid'}. Set it in the environment (see the table in README.md).`)
  }
  const e = read.data
  if (!e.HUITOU_DEMO) refuseDefaults({ 'the password in DATABASE_URL': passwordOf(e.DATABASE_URL), WX_SECRET: e.WX_SECRET, WX_PUSH_TOKEN: e.WX_PUSH_TOKEN, SMS_WEBHOOK_TOKEN: e.SMS_WEBHOOK_TOKEN })
  return {
    databaseUrl: e.DATABASE_URL, databaseAdminUrl: e.DATABASE_ADMIN_URL, databasePool: e.DATABASE_POOL, redisUrl: e.REDIS_URL, port: e.PORT, host: e.HOST,
    demo: e.HUITOU_DEMO, keysDir: e.HUITOU_KEYS_DIR, webDir: e.HUITOU_WEB_DIR, publicUrl: e.HUITOU_PUBLIC_URL, trustProxy: e.HUITOU_TRUST_PROXY, nightly: e.HUITOU_NIGHTLY !== 'off', logLevel: e.LOG_LEVEL,
    checkReplies: e.HUITOU_CHECK_REPLIES, limitScale: e.HUITOU_LIMIT_SCALE, demoPassword: e.HUITOU_DEMO_PASSWORD, lan: e.HUITOU_LAN,
    ...(e.WX_APPID && e.WX_SECRET ? { wechat: { appid: e.WX_APPID, secret: e.WX_SECRET, baseUrl: e.WX_BASE_URL, pushToken: e.WX_PUSH_TOKEN } } : {}),
    ...(e.SMS_WEBHOOK_URL && e.SMS_WEBHOOK_TOKEN ? { sms: { url: e.SMS_WEBHOOK_URL, token: e.SMS_WEBHOOK_TOKEN } } : {}),
  }
}

function refuseDefaults(secrets: Record<string, string | undefined>): void {
  for (const [name, secret] of Object.entries(secrets)) {
    if (secret !== undefined && KNOWN_SECRETS.has(secret.toLowerCase())) throw new BadConfig(`${name} is a default everybody knows. Choose another one, or set HUITOU_DEMO=1 to run the demo.`)
  }
}

function passwordOf(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).password) || undefined
  } catch {
    throw new BadConfig('DATABASE_URL is not an address. It looks like postgresql://name:password@host:5432/database.')
  }
}
