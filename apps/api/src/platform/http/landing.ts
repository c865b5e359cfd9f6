import type { Config } from '../config/index.js'
import type { Speech } from './malformed.js'
export const landing = (_speech: Speech, _config: Pick<Config, 'demo'>): { html: string; policy: string } => ({ html: '<!doctype html><a href="/m/">m</a>', policy: "default-src 'self'" })
