import { board, called, one } from '../frame.js';
import { RULES } from '../labels.js';
import * as mapping from '../mappings.js';
import { COLOUR, lay, line, list, number, states } from '../panels.js';

const WHO = 'subject IN (${person:singlequote})';
const ALERT = 'alert_id IN (${alert:singlequote})';

const person = one('person', { zh: '人员', en: 'Person' },
  `SELECT DISTINCT subject FROM zhijiao.people_to_open ORDER BY subject`);
const alert = one('alert', { zh: '报警', en: 'Alert' },
  `SELECT alert_id, concat(formatDateTime(opened_at, '%m-%d %H:%i', 'Asia/Shanghai'), ' ', ${called('rule', Object.entries(RULES))}) AS name
   FROM zhijiao.alerts_board WHERE ${WHO} ORDER BY opened_at DESC LIMIT 200`);

const YES = [['true', { zh: '有', en: 'yes' }], ['false', '–']] as const;
const MEANS = [
  ['FACE', { zh: '人脸', en: 'Face' }], ['ID_CARD', { zh: '身份证', en: 'ID card' }], ['FINGERPRINT', { zh: '指纹', en: 'Fingerprint' }],
  ['PHONE_CALL', { zh: '电话', en: 'Telephone' }], ['VISIT', { zh: '走访', en: 'Visit' }],
] as const;

const SEVERITY_OF = `transform(severity, ['P1', 'P2', 'P3', 'P4'], [1, 2, 3, 4], 0)`;

/** One supervisee: what was found, why, and what was done about it. */
export const personBoard = () =>
  board({
    uid: 'zhijiao-person',
    title: { zh: '个人', en: 'Person' },
    description: { zh: '这个人发生了什么、依据是什么、办到哪一步？', en: 'What happened with this person, on what evidence, and what was done?' },
    tags: ['person'],
    from: 'now-7d',
    variables: [person, alert],
    panels: lay([
      line(4,
        [4, number({
          title: { zh: '未办结', en: 'Open' },
          description: { zh: '此人未办结的报警。', en: 'Alerts about this person that are open.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_open WHERE ${WHO}`,
        }, { unit: 'short', decimals: 0, steps: [[null, COLOUR.good], [1, COLOUR.serious]] })],
        [4, number({
          title: { zh: '时段内报警', en: 'Alerts in this time' },
          description: { zh: '不含已撤回的。', en: 'Without those that were retracted.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_board WHERE $__timeFilter(opened_at) AND state != 'RETRACTED' AND ${WHO}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '属实', en: 'Confirmed' },
          description: { zh: '经核查属实而办结的。只有这些才算数。', en: 'Closed as confirmed. Only these count against anyone.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_board WHERE close_reason = 'CONFIRMED' AND ${WHO}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '误报或有理由', en: 'False or excused' },
          description: { zh: '办结为误报、有正当理由或已获批准的。', en: 'Closed as false, excused or authorised.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_board WHERE close_reason NOT IN ('', 'CONFIRMED') AND ${WHO}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '已撤回', en: 'Retracted' },
          description: { zh: '被迟到数据否定的。', en: 'Disproved by data that came late.' },
          sql: `SELECT count() AS value FROM zhijiao.alerts_board WHERE state = 'RETRACTED' AND ${WHO}`,
        }, { unit: 'short', decimals: 0 })],
        [4, number({
          title: { zh: '管理类别', en: 'Tier' },
          description: { zh: '由人决定，引擎只提建议。', en: 'Decided by people; the engine only suggests.' },
          sql: `SELECT argMax(tier, changed_at) AS value FROM zhijiao.alerts_board WHERE ${WHO}`,
        }, { unit: 'none', mappings: mapping.tiers })],
      ),
      line(4, [24, list({
        title: { zh: '现行监管条件', en: 'Terms in force' },
        description: { zh: '此人因何种判决、裁定或决定受矫正，现在受何种监管，电子定位依据哪一项、到何时为止；宵禁工作日与休息日不同的，先写工作日。', en: 'Which kind of sentence this person serves, what this person is under now, on which ground there is a tag, and until when; where the hours of a curfew differ, those of workdays stand first.' },
        sql: `SELECT county, office, sentence, tier, since, hours, check_ins, zones, tagged, ground, valid_until, days_left
              FROM (SELECT subject, county, office, sentence, tier, since, check_ins, zones, tagged FROM zhijiao.supervisees WHERE ${WHO}) AS terms
              LEFT JOIN (SELECT subject, hours FROM zhijiao.curfew_hours WHERE ${WHO}) AS evenings USING subject
              LEFT JOIN (SELECT subject, toNullable(ground) AS ground, toNullable(valid_until) AS valid_until, toNullable(days_left) AS days_left FROM zhijiao.authorisations_current WHERE ${WHO}) AS granted USING subject`,
      }, [
        { name: 'county', label: { zh: '区县', en: 'County' }, mappings: mapping.counties },
        { name: 'office', label: { zh: '司法所', en: 'Office' }, mappings: mapping.offices },
        { name: 'sentence', label: { zh: '对象种类', en: 'Sentence' }, mappings: mapping.sentences },
        { name: 'tier', label: { zh: '类别', en: 'Tier' }, mappings: mapping.tiers },
        { name: 'since', label: { zh: '入矫', en: 'Since' } },
        { name: 'hours', label: { zh: '宵禁', en: 'Curfew' }, width: 205, mappings: [['', '–'], ['?', { zh: '有', en: 'yes' }]] },
        { name: 'check_ins', label: { zh: '打卡', en: 'Check-ins' }, mappings: YES },
        { name: 'zones', label: { zh: '禁区', en: 'Zones' }, unit: 'short', decimals: 0 },
        { name: 'tagged', label: { zh: '电子定位', en: 'Tag' }, mappings: YES },
        { name: 'ground', label: { zh: '第二十九条第几项', en: 'Ground of art. 29' }, unit: 'none', decimals: 0, nothing: '–' },
        { name: 'valid_until', label: { zh: '授权至', en: 'Until' }, nothing: '–' },
        { name: 'days_left', label: { zh: '剩余天数', en: 'Days left' }, unit: 'none', decimals: 0, nothing: '–', steps: [[null, COLOUR.critical], [0, COLOUR.serious], [4, COLOUR.warning], [15, COLOUR.quiet]] },
      ])]),
      line(7, [24, states({
        title: { zh: '义务与许可', en: 'Duties and permissions' },
        description: { zh: '时段内何时为何种管理类别，每晚宵禁从几时到几时（外出许可期间免除），何时有打卡、电子定位授权和外出许可。', en: 'Which tier was in force when, the hours of each evening\'s curfew (lifted while there is leave), and when there were check-ins, an authorisation of the tag, and leave.' },
        sql: `SELECT time, name, Value FROM (
                SELECT greatest(at, $__fromTime) AS time, duty AS name, argMax(state, at) AS Value
                FROM zhijiao.duty_changes WHERE at <= $__toTime AND ${WHO} GROUP BY time, name)
              WHERE $__timeFilter(time) ORDER BY time, indexOf(['order', 'curfew', 'check-ins', 'authorisation', 'leave'], name)`,
      }, {
        mappings: [
          ['0', '–', 'transparent'], ['1', { zh: '宽管', en: 'Lenient' }, 'green'], ['2', { zh: '普管', en: 'General' }, 'blue'], ['3', { zh: '严管', en: 'Strict' }, 'red'],
          ['4', { zh: '宵禁', en: 'Curfew' }, 'purple'], ['5', { zh: '打卡', en: 'Check-ins' }, 'semi-dark-blue'], ['6', { zh: '已授权', en: 'Authorised' }, 'yellow'], ['7', { zh: '外出', en: 'On leave' }, 'semi-dark-green'], ['8', { zh: '外出免除', en: 'Lifted' }, 'super-light-blue'],
        ],
        names: [
          { name: 'order', label: { zh: '管理类别', en: 'Tier' } }, { name: 'curfew', label: { zh: '宵禁', en: 'Curfew' } }, { name: 'check-ins', label: { zh: '打卡', en: 'Check-ins' } },
          { name: 'authorisation', label: { zh: '电子定位', en: 'Tag' } }, { name: 'leave', label: { zh: '请假外出', en: 'Leave' } },
        ],
      })]),
      line(8, [14, states({
        title: { zh: '发生经过', en: 'What was found, when' },
        description: { zh: '每行一条规则；颜色是严重程度。', en: 'A row for each rule; the colour is the severity.' },
        sql: `SELECT time, name, Value FROM (
                SELECT opened_at AS time, rule AS name, ${SEVERITY_OF} AS Value FROM zhijiao.alert_episodes WHERE alert_opened_at >= $__fromTime - INTERVAL 2 DAY AND alert_opened_at <= $__toTime AND ${WHO} AND state != 'RETRACTED'
                UNION ALL
                SELECT assumeNotNull(ended_at) AS time, rule AS name, 0 AS Value FROM zhijiao.alert_episodes WHERE alert_opened_at >= $__fromTime - INTERVAL 2 DAY AND alert_opened_at <= $__toTime AND ${WHO} AND state != 'RETRACTED' AND ended_at IS NOT NULL)
              WHERE $__timeFilter(time) ORDER BY time`,
      }, {
        mappings: [['0', '–', 'transparent'], ['1', 'P1', 'red'], ['2', 'P2', 'orange'], ['3', 'P3', 'yellow'], ['4', 'P4', 'blue']],
        names: mapping.ruleSeries,
      })], [10, list({
        title: { zh: '打卡', en: 'Check-ins' },
        description: { zh: '时段内的打卡，最近的在前；不含地点。', en: 'Check-ins of this time, the latest first; without their place.' },
        sql: `SELECT occurred_at, means, accepted, terminal FROM zhijiao.check_ins_board WHERE $__timeFilter(occurred_at) AND ${WHO} ORDER BY occurred_at DESC LIMIT 200`,
      }, [
        { name: 'occurred_at', label: { zh: '时间', en: 'When' }, width: 165 },
        { name: 'means', label: { zh: '方式', en: 'Means' }, width: 150, mappings: MEANS },
        { name: 'accepted', label: { zh: '结果', en: 'Result' }, width: 120, mappings: [['true', { zh: '通过', en: 'Accepted' }, COLOUR.good], ['false', { zh: '未通过', en: 'Refused' }, COLOUR.warning]] },
        { name: 'terminal', label: { zh: '终端', en: 'Terminal' }, mappings: [['', '–']] },
      ])]),
      line(5, [24, list({
        title: { zh: '评分与理由', en: 'Scores and their reasons' },
        description: { zh: '最近的评分、区间、资料等级和理由；只供参考，由人决定。', en: 'The latest scores, their interval, how much is known, and why; for people to weigh.' },
        sql: `SELECT scored_at, why, basis, model, probability, low, high, grade, chinese FROM zhijiao.person_scores WHERE ${WHO} ORDER BY scored_at DESC LIMIT 20`,
      }, [
        { name: 'scored_at', label: { zh: '时间', en: 'When' }, width: 165 },
        { name: 'why', label: { zh: '起因', en: 'Because' }, width: 130, mappings: [['CONFIRMED', { zh: '报警属实', en: 'Confirmed' }], ['MODEL', { zh: '换模型', en: 'New model' }], ['CHANGE', { zh: '条件变化', en: 'Terms' }], ['DAILY', { zh: '每日', en: 'Daily' }]] },
        { name: 'basis', label: { zh: '依据', en: 'Basis' }, width: 130, mappings: [['MODEL', { zh: '模型', en: 'Model' }], ['NO_MODEL', { zh: '仅规则', en: 'Rules only' }], ['SUSPENDED', { zh: '模型停用', en: 'Model rests' }, COLOUR.warning]] },
        { name: 'model', label: { zh: '模型', en: 'Model' }, width: 200, mappings: [['demonstration-not-validated', { zh: '演示·未验证', en: 'Not validated' }, COLOUR.warning]] },
        { name: 'probability', label: { zh: '评分', en: 'Score' }, unit: 'percentunit', decimals: 1, width: 100, nothing: '–' },
        { name: 'low', label: { zh: '下限', en: 'Low' }, unit: 'percentunit', decimals: 1, width: 100, nothing: '–' },
        { name: 'high', label: { zh: '上限', en: 'High' }, unit: 'percentunit', decimals: 1, width: 100, nothing: '–' },
        { name: 'grade', label: { zh: '资料', en: 'Known' }, width: 100 },
        { name: 'chinese', label: { zh: '理由', en: 'Reasons' } },
      ])]),
      line(7,
        [24, list({
          title: { zh: '报警', en: 'Alerts' },
          description: { zh: '此人的全部报警，最近的在前；点击规则查看依据。', en: 'All alerts about this person, the latest first; a rule leads to its evidence.' },
          sql: `SELECT opened_at, alert_id, rule, severity, state, close_reason, late, chinese
                FROM zhijiao.alerts_board WHERE ${WHO} ORDER BY opened_at DESC LIMIT 200`,
        }, [
          { name: 'opened_at', label: { zh: '发生', en: 'Began' }, width: 165 },
          { name: 'alert_id', label: { zh: '编号', en: 'Id' }, hidden: true },
          { name: 'rule', label: { zh: '规则', en: 'Rule' }, width: 180, mappings: mapping.rules, link: { title: { zh: '看依据', en: 'Show the evidence' }, board: 'zhijiao-person', variable: 'alert', field: 'alert_id' } },
          { name: 'severity', label: { zh: '级', en: 'Sev.' }, width: 70, mappings: mapping.severities },
          { name: 'state', label: { zh: '状态', en: 'State' }, width: 140, mappings: mapping.states },
          { name: 'close_reason', label: { zh: '办结理由', en: 'Reason' }, width: 140, mappings: mapping.reasons },
          { name: 'late', label: { zh: '迟到数据', en: 'Late data' }, width: 140, mappings: [['false', '–'], ['true', { zh: '是', en: 'yes' }, COLOUR.warning]] },
          { name: 'chinese', label: { zh: '说明', en: 'Why' } },
        ])],
      ),
      line(4, [24, list({
        title: { zh: '所选报警', en: 'The chosen alert' },
        description: { zh: '上方所选的报警，用两种语言各说一句。', en: 'The alert that was chosen above, in a sentence of each language.' },
        sql: `SELECT said.1 AS language, said.2 AS sentence FROM (SELECT arrayJoin([('zh', chinese), ('en', english)]) AS said FROM zhijiao.alerts_board WHERE ${ALERT}) ORDER BY language DESC`,
      }, [
        { name: 'language', label: { zh: '语言', en: 'Language' }, width: 150, mappings: [['zh', { zh: '中文', en: 'Chinese' }], ['en', { zh: '英文', en: 'English' }]] },
        { name: 'sentence', label: { zh: '说明', en: 'In a sentence' } },
      ])]),
      line(8,
        [24, list({
          title: { zh: '办理过程', en: 'What was done' },
          description: { zh: '所选报警的每一次变化，按得知的先后：由事实、补充还是人的处置引起。', en: 'Every change of the chosen alert, in the order in which it became known: by facts, by amendments, by people.' },
          sql: `SELECT cause_at, change, close_reason, late, officer, note FROM zhijiao.alert_history WHERE ${ALERT} ORDER BY revision LIMIT 200`,
        }, [
          { name: 'cause_at', label: { zh: '时间', en: 'When' }, width: 165 },
          { name: 'change', label: { zh: '变化', en: 'Change' }, width: 140, mappings: mapping.changes },
          { name: 'close_reason', label: { zh: '理由', en: 'Reason' }, width: 120, mappings: mapping.reasons },
          { name: 'late', label: { zh: '迟到', en: 'Late' }, width: 70, mappings: [['false', '–'], ['true', { zh: '是', en: 'yes' }, COLOUR.warning]] },
          { name: 'officer', label: { zh: '人员', en: 'Officer' }, width: 90 },
          { name: 'note', label: { zh: '备注', en: 'Note' } },
        ])],
      ),
      line(8,
        [24, list({
        title: { zh: '依据', en: 'Evidence' },
        description: { zh: '所选报警所依据的每一条事实和时限，含误差半径和到边界的距离（负数为在内）。', en: 'Every fact and deadline on which the chosen alert rests, with its circle of error and its distance from the edge (negative: inside).' },
        sql: `SELECT at, what, containment, distance_metres, accuracy_metres, fact FROM zhijiao.alert_evidence WHERE ${ALERT} ORDER BY at LIMIT 500`,
      }, [
        { name: 'at', label: { zh: '时间', en: 'When' }, width: 165 },
        { name: 'what', label: { zh: '内容', en: 'What' }, width: 400, mappings: mapping.evidence },
        { name: 'containment', label: { zh: '判断', en: 'Judged' }, width: 160, mappings: [['', '–'], ['INSIDE', { zh: '确在其内', en: 'Surely inside' }], ['OUTSIDE', { zh: '确在其外', en: 'Surely outside' }], ['UNSURE', { zh: '不能确定', en: 'Unsure' }, COLOUR.warning]] },
        { name: 'distance_metres', label: { zh: '距边界', en: 'From the edge' }, unit: 'lengthm', decimals: 0, width: 120 },
        { name: 'accuracy_metres', label: { zh: '误差半径', en: 'Circle of error' }, unit: 'lengthm', decimals: 0, width: 120 },
        { name: 'fact', label: { zh: '事实编号', en: 'Fact' } },
      ])],
      ),
    ]),
  });
