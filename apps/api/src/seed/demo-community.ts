import { DAY, HOUR, MINUTE, type Instant, type MemberId } from '@huitou/units'
import type { Dice } from './dice.js'
import type { SceneName } from './demo-pictures.js'
import type { DemoPost, DemoTopic } from './demo.rows.js'

const TOPICS: readonly { title: string; lead: string; picture: string; age: number; posts: readonly string[] }[] = [
  { title: '第一泡，你倒掉还是喝掉？', lead: '说说你的习惯，也说说为什么', picture: 'gaiwan', age: 1, posts: [
    '岩茶第一泡我从来不倒。十秒出汤，烟火气最足，倒了可惜。', '看茶。熟普必倒，龙井必喝。', '我倒掉，拿来养壶，也不算浪费吧。', '以前倒，后来跟着老师傅喝了一次，才知道第一泡最香。', '水温 98 度，投茶 8 克，盖碗 110 毫升，第一泡当醒茶，第二泡开始喝。', '赶时间的早上谁还倒，直接喝。', '家里老人一定要倒，说是规矩。规矩也挺好。' ] },
  { title: '你家最常用的那只杯子', lead: '拍不了照就写两句', picture: 'cup', age: 9, posts: [
    '柴烧那只，用了两年，口沿磨得发亮，别的都不顺手了。', '汝窑开片的主人杯，第一道裂纹是去年冬天长出来的，记得很清楚。', '办公室放白瓷的，看得清汤色；家里用粗陶，看不清也不着急。', '对杯只剩一只了，另一只被猫推下去的。', '玻璃的。就爱看叶子一片片沉下去。' ] },
  { title: '点一支香，能安静多久', lead: '半小时也算', picture: 'incense', age: 20, posts: [
    '点一支香再烧水，水开的时候香刚好烧到一半，这二十分钟谁也别找我。', '沉香线香的味道比想象的淡，睡前点正好。', '香插买白瓷的，灰掉下来也好擦。', '孩子写作业的时候点，谁都不说话。', '檀香的那盘可以烧四个小时，周末看书够用。' ] },
  { title: '茶巾怎么洗才不发黄', lead: '有经验的说说', picture: 'cloth', age: 33, posts: [
    '小苏打泡一夜，第二天清水冲，亚麻的不会伤。', '给妈妈挑的茶巾，吸水比想象的好，洗过也不掉毛。', '分两条，一条擦杯一条擦台，就不那么容易黄了。', '别用洗洁精，留味道。' ] },
  { title: '秋天喝什么', lead: '天一凉，就想换一壶', picture: 'tin', age: 48, posts: [
    '桂花乌龙，下午三点，配一块绿豆糕。', '秋天当然是岩茶，焙火足的那种，喝完手都是热的。', '老白茶煮着喝，放两颗红枣，家里人都能喝。', '单丛，鸭屎香，名字不好听，真香。', '换成熟普以后，胃舒服多了。' ] },
  { title: '在茶山住一晚', lead: '去过的人来说说', picture: 'valley', age: 70, posts: [
    '早上五点的雾，站在房门口就看得见。', '炒青的那口锅，手伸进去半秒我就抽回来了，师傅一炒半小时。', '晚上没有灯，只有蛙叫，睡得特别沉。' ] },
]
const COMMENTS = ['同不倒。老师傅说洗茶是洗心情的。', '学到了，回去试试。', '我也是这样。', '这个水温会不会高了？', '盖碗真的比壶快。', '哈哈，猫都这样。', '请问是哪一款？', '收藏了。', '周末去店里闻闻看。', '冬天记得先温杯。', '写得真好，看完想泡一壶。', '我家那只也裂了，舍不得扔。']
const QUEUED = ['加我微信，内部价拿货，比店里便宜一半。', '这批茶绝对是全国第一，喝了能降血压。', '转让一张满 300 减 40 的券，五块。']

/** Who photographed what: by topic and number of the post. */
const PICTURES: Readonly<Record<string, readonly SceneName[]>> = {
  '0/0': ['table'], '0/4': ['bowl', 'steam', 'shelf'], '1/0': ['dusk'], '1/1': ['bowl', 'steam'], '2/0': ['smoke', 'dusk', 'steam', 'shelf'], '3/1': ['linen'], '4/0': ['autumn', 'shelf', 'steam', 'bowl', 'table', 'linen'], '4/1': ['autumn'],
}
const QUEUED_PICTURES: readonly (readonly SceneName[])[] = [[], ['steam', 'bowl'], []]

export function demoCommunity(dice: Dice, members: readonly MemberId[], me: MemberId, o: { now: Instant; newId: () => string }): { topics: DemoTopic[]; posts: DemoPost[] } {
  const some = (n: number): MemberId[] => [...new Set(Array.from({ length: n }, () => dice.pick(members)))]
  const topics = TOPICS.map((t, i): DemoTopic => ({ topicId: o.newId(), title: t.title, lead: t.lead, picture: t.picture, pinned: i === 0, createdAt: o.now - t.age * DAY }))
  const posts = TOPICS.flatMap((t, i) => t.posts.map((body, k): DemoPost => {
    const createdAt = Math.floor(topics[i]!.createdAt + (0.04 + 0.9 * ((k + dice.next()) / (t.posts.length + 1))) * (o.now - topics[i]!.createdAt))
    const span = Math.max(MINUTE, o.now - createdAt - 5 * MINUTE)
    const comments = Array.from({ length: dice.between(0, 5) }, () => ({ commentId: o.newId(), memberId: dice.pick(members), body: dice.pick(COMMENTS), createdAt: Math.floor(createdAt + dice.next() * Math.min(span, 20 * HOUR)) })).sort((a, b) => a.createdAt - b.createdAt)
    const memberId = i === 3 && k === 1 ? me : dice.pick(members)
    return { postId: o.newId(), topicId: topics[i]!.topicId, memberId, body, pictures: PICTURES[`${i}/${k}`] ?? [], state: 'shown', createdAt, likes: some(dice.between(2, 140)), comments }
  }))
  QUEUED.forEach((body, i) => posts.push({ postId: o.newId(), topicId: topics[i]!.topicId, memberId: dice.pick(members), body, pictures: QUEUED_PICTURES[i] ?? [], state: 'queued', createdAt: o.now - (i + 1) * 37 * MINUTE, likes: [], comments: [] }))
  return { topics, posts }
}
