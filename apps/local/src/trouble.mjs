// A failure a person can do something about; the message says what.
export class Trouble extends Error {}
