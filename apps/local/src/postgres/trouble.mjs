// A failure of the database that a person can do something about: the message says what.
export class PostgresTrouble extends Error {}

const causes = [
  [/No space left on device|Check free disk space|could not extend file/, 'The disk is full: free some space and start again (nothing that was saved is lost).'],
  [/database files are incompatible with server/, 'The data folder was made by another major version of PostgreSQL. Move it away, or use the version of Huitou that made it.'],
  [/error while loading shared libraries|GLIBC_/, 'The bundled PostgreSQL does not run on this system (missing or too old libraries). Set DATABASE_URL to a PostgreSQL 15+ server of yours.'],
  [/could not (bind|create any TCP)/, 'The port of the database is taken.'],
  [/Permission denied|EACCES/, 'Permission denied on the data folder: it may belong to another user. Start as that user, give the folder to this one, or set HUITOU_DATA to a folder of your own.'],
  [/could not create shared memory segment|could not resize shared memory/, 'There is not enough shared memory (/dev/shm) on this system.'],
]

/** The cause behind a piece of PostgreSQL's log, in words, or undefined when none is known. */
export const causeOf = (log) => causes.find(([pattern]) => pattern.test(log))?.[1]
