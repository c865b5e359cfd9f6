import { v7 } from 'uuid'

/** A new UUIDv7: made here, never by the database, and in order of time. */
export const newId = <T extends string = string>(): T => v7() as T
