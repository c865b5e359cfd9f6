import type { Sentences } from '../facts.js'

export const imports: Sentences = {
  'file-empty': '文件是空的',
  'file-not-text': '这不是 CSV 文件',
  'file-too-large': '文件太大',
  'import-running': '这次导入正在跑',
  'import-done': '这次导入已经做完',
  'columns-missing': '还缺几列，请先对上',
  'import-not-done': '这次导入还没有做完',
  'undo-count-changed': '单数变了，请再看一眼',
  'preset-name-taken': '已经有同名的对法',
}
