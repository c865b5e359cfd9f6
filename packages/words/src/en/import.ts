import type { Sentences } from '../facts.js'

export const imports: Sentences = {
  'file-empty': 'The file is empty',
  'file-not-text': 'This is not a CSV file',
  'file-too-large': 'The file is too large',
  'import-running': 'This import is running',
  'import-done': 'This import is done',
  'columns-missing': 'Some columns are not matched yet',
  'import-not-done': 'This import is not done',
  'undo-count-changed': 'The number of orders changed; look once more',
  'preset-name-taken': 'A saved mapping has this name already',
}
