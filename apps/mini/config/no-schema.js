// Stands in for zod inside the mini-program's bundles. The phone speaks the contract's types, which are gone by then,
// and its routes (verb and path); it never validates, the server does. Saves 40 KB of a first screen on a slow network.
const schema = new Proxy(function () {}, { get: (_, key) => (key === 'shape' ? {} : schema), apply: () => schema })
module.exports = new Proxy({}, { get: (_, key) => (key === '__esModule' ? true : schema), has: () => true })
