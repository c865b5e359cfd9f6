// How a member is called before others: a till's clerk, a friend. A room that shows a member to somebody else asks here.
export { calledSql, leftNoSql } from './called.rows.js'
export { maskedName } from './masked-name.js'
