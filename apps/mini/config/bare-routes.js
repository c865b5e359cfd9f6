// Loader for packages/contract: the phone speaks the contract's types, which are gone by then, and its routes, of which
// it needs verb, path and whether there is a body. The schemas stay at home: the server validates. Saves 90 KB.
// What only the shop's desk or a program may call stays at home altogether: a phone or a till never asks for it.
const { transformSync, types: t } = require('@babel/core')

const CALLERS = new Set(['public', 'member', 'clerk', 'till'])
/** Called by a till before it is one: by the manager who makes a device a till. */
const BY_MANAGER = new Set(['registerTill'])
const isCalledHere = (name, access) => BY_MANAGER.has(name) || access.some(who => CALLERS.has(who))
const KEPT = new Set(['method', 'path', 'act', 'raw'])
const speaksOfZ = path => {
  let found = false
  path.traverse({ Identifier(id) { if (id.node.name === 'z' && id.isReferencedIdentifier()) { found = true; id.stop() } } })
  return found
}
const isFunction = node => t.isArrowFunctionExpression(node) || t.isFunctionExpression(node)

const bare = () => ({
  visitor: {
    Program(program) {
      program.traverse({
        CallExpression(call) {
          const [terms] = call.node.arguments
          if (!t.isIdentifier(call.node.callee, { name: 'route' }) || !t.isObjectExpression(terms)) return
          const named = terms.properties.filter(p => t.isObjectProperty(p) && t.isIdentifier(p.key))
          const access = named.find(p => p.key.name === 'access')?.value
          const entry = call.findParent(p => p.isObjectProperty())
          if (entry && t.isArrayExpression(access) && !isCalledHere(entry.node.key.name, access.elements.map(e => e.value))) { entry.remove(); return }
          const body = named.some(p => p.key.name === 'body') ? [t.objectProperty(t.identifier('body'), t.booleanLiteral(true))] : []
          call.replaceWith(t.objectExpression([...named.filter(p => KEPT.has(p.key.name)), ...body]))
          call.skip()
        },
      })
      for (const statement of program.get('body')) {
        if (statement.isExpressionStatement() && speaksOfZ(statement)) { statement.remove(); continue }
        const made = statement.isExportNamedDeclaration() ? statement.get('declaration') : statement
        if (!made.isVariableDeclaration()) continue
        for (const one of made.get('declarations')) {
          const init = one.get('init')
          const schema = init.node && !isFunction(init.node) && (speaksOfZ(init) || t.isCallExpression(init.node))
          if (schema && !/Routes$/.test(one.node.id.name ?? '')) init.replaceWith(t.nullLiteral())
        }
      }
    },
  },
})

module.exports = function (source) {
  if (!/zod\/mini/.test(source)) return source
  return transformSync(source, { configFile: false, babelrc: false, filename: this.resourcePath, parserOpts: { plugins: ['typescript'] }, plugins: [bare] }).code
}
module.exports.isCalledHere = isCalledHere
